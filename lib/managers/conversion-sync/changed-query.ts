import type { Params } from '../../protocol/encode-params.js';
import type { Demand } from '../../streams/demand.js';

/** Which changes `findUpdated` and `findAdded` ask for. At least one of `since`, `until` and `params` is needed. */
export interface ChangedQuery {
  /** From this time on: `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`, in the network's zone. Sent as `start_date`: unverified. */
  readonly since?: string | undefined;
  /** Up to this time, in the same form. Sent as `end_date`: unverified. */
  readonly until?: string | undefined;
  /** Sent as they are; one of the same name wins over `since` and `until`. With a `page`, that page only. */
  readonly params?: Params | undefined;
  /** The demand to follow, where an operator downstream hides it: see `iterate`. */
  readonly demand?: Demand | undefined;
}
