import { refuseField } from '../api-failure.js';
import type { Call } from '../call.js';

/** Whose events a report is about. */
export interface ReportViewer {
  readonly dimension: 'affiliate_id' | 'advertiser_id';
  /** Who calls. */
  readonly id: (call: Call) => string;
}

/** What a report may show. */
export interface ReportScope {
  /** The fields that may be asked for; any `Model.field` where the catalog knows no list. */
  readonly fields?: ReadonlySet<string>;
  /** The fields of a report that needs none to be named. */
  readonly defaults?: readonly string[];
  /** Only the events of this one; all of them without. */
  readonly viewer?: ReportViewer | undefined;
}

const NAME = /^[A-Z]\w*\.\w+$/;

/** @throws ApiFailure for a field that may not be used here */
export const checkField = ({ fields }: ReportScope, field: string): void => {
  if (!(fields === undefined ? NAME.test(field) : fields.has(field))) throw refuseField(field);
};
