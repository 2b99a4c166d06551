import type { SchedulerLike } from 'rxjs';
import type { RxOffersError } from '../../errors/rx-offers-error.js';
import type { Params } from '../../protocol/encode-params.js';
import type { Demand } from '../../streams/demand.js';
import type { ConversionCheckpoint } from './conversion-checkpoint.js';

/**
 * How a `sync` finds what changed.
 *
 * - `'updated'`: reads the look-back window again (`findAll` by `datetime`), and asks `findUpdatedConversions` for what
 *   changed behind it. That method exists; its parameters and the form of its rows were never seen on the wire.
 * - `{ modified: 'modified' }`: `findAll` by that field alone, which must move whenever a row changes. That conversions
 *   have such a field was never seen: the model that TUNE documents has none.
 * - `{ modified: 'datetime' }`: the look-back window alone. What changes behind it is not seen.
 */
export type SyncMode = 'updated' | { readonly modified: string };

export interface SyncOptions {
  /**
   * Where to start when there is no checkpoint: `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`, in the network's zone. Conversions
   * from then on are emitted, and changes of older ones that are seen.
   */
  readonly since?: string | undefined;
  /** What was stored with the last conversion: goes on behind it, whatever `since` says. `null` is none. */
  readonly checkpoint?: ConversionCheckpoint | null | undefined;
  /**
   * How long before the newest conversion the window begins that each poll reads again, ms: a conversion that comes later
   * than that, or changes later, is not seen by the window. Less than 2 days makes it miss what the network's time zone
   * shifts. @default 604,800,000 (7 days)
   */
  readonly lookback?: number | undefined;
  /** From the end of one poll to the start of the next, ms. @default 600,000 (10 minutes) */
  readonly interval?: number | undefined;
  /** @default 'updated' */
  readonly mode?: SyncMode | undefined;
  /**
   * The parameters of `findUpdatedConversions` for what changed since a time (`YYYY-MM-DD HH:MM:SS`), where the assumed
   * ones are not what the service takes. @default `{ start_date: since }`, unverified
   */
  readonly updatedParams?: ((since: string) => Params) | undefined;
  /** Is told what a poll failed with; the next one comes after the interval. What it throws ends the stream. */
  readonly onFault?: ((fault: RxOffersError) => void) | undefined;
  /** Whose clock the interval runs on. @default the system's */
  readonly scheduler?: SchedulerLike | undefined;
  /** The demand of whoever consumes, where operators in between hide it. */
  readonly demand?: Demand | undefined;
}

/** A conversion that is new or has changed, and what to store in the transaction that stores it. */
export interface Synced<Row> {
  /** As it is now: put it in the place of the one with its `tune_event_id` (its `id`, where it has none). */
  readonly conversion: Row;
  /** Goes on behind this conversion. */
  readonly checkpoint: ConversionCheckpoint;
}
