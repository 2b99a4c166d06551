import type { MethodRow } from '../../catalog/method-of.js';
import type { Call } from '../call.js';

/** A call that no handler of its own answers, and what the catalog knows of its method. */
export interface CatalogCall {
  readonly call: Call;
  readonly facts: MethodRow;
}
