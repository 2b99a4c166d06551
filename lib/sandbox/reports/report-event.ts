import type { DimensionValue } from './dimensions.js';
import type { Counts, Money } from './sums.js';

/** What happened, once or several times alike: what reports are added up from. */
export interface ReportEvent {
  /** In the order of the dimensions that were asked for. */
  readonly values: readonly DimensionValue[];
  readonly counts: Counts;
  /** What was earned by it; nothing without. */
  readonly money?: Money;
  /** The same in the currency that was asked for. */
  readonly converted?: Money;
}
