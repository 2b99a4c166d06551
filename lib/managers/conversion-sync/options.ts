import type { SchedulerLike } from 'rxjs';
import type { CallContext } from '../../calls/caller.js';
import type { RxOffersError } from '../../errors/base.js';
import type { Params } from '../../protocol/params.js';
import { checkFunction, checkKeys } from '../../protocol/validate.js';
import { checkDemand, type Demand } from '../../streams/demand.js';
import { type ConversionCheckpoint, parseSyncCheckpoint, type SeenDigests, type SyncMode } from './checkpoint.js';
import { checkTime, longTime } from './wire-time.js';

/** Options of `sync`. `since` or `checkpoint` is needed. */
export interface SyncOptions {
  /**
   * Where to start when there is no checkpoint: `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`, in the network's zone, or a `Date`,
   * which is written in the client's `timeZone`. Emits the conversions from then on, and changes of older ones as far as they are noticed.
   */
  readonly since?: string | Date | undefined;
  /** The checkpoint that was stored with the last conversion: continues after it, and `since` is ignored. `null` means none. */
  readonly checkpoint?: ConversionCheckpoint | null | undefined;
  /**
   * Length of the lookback window, ms: each poll reads conversions again from this long before the newest one. A conversion
   * that appears or changes later than that is missed. Below 2 days, the network's time zone can hide conversions too.
   * @default 604,800,000 (7 days)
   */
  readonly lookback?: number | undefined;
  /** Time from the end of one poll to the start of the next, ms. @default 600,000 (10 minutes) */
  readonly interval?: number | undefined;
  /** How changes are found. @default 'updated' */
  readonly mode?: SyncMode | undefined;
  /**
   * The parameters of `findUpdatedConversions` for changes since a time (`YYYY-MM-DD HH:MM:SS`), where the service does not
   * take the assumed ones. @default `{ start_date: since }`
   *
   * @experimental The parameters of this method were never seen on the wire.
   */
  readonly updatedParams?: ((since: string) => Params) | undefined;
  /** Called with the error of a poll that failed; the next poll follows after the interval. An error it throws ends the stream. */
  readonly onFault?: ((fault: RxOffersError) => void) | undefined;
  /** The scheduler of the interval. @default the system's clock */
  readonly scheduler?: SchedulerLike | undefined;
  /** The demand to follow, where an operator downstream hides it: see `iterate`. */
  readonly demand?: Demand | undefined;
}

/** A conversion that is new or has changed, with the checkpoint to store in the same transaction. */
export interface Synced<Row> {
  /** Its present state, an upsert: replaces the one with the same `tune_event_id` (the same `id`, where it has none). */
  readonly conversion: Row;
  /** Continues after this conversion. */
  readonly checkpoint: ConversionCheckpoint;
}

/** The checked options: where a `sync` starts, and how it continues. */
export interface SyncStart {
  readonly networkId: string;
  readonly mode: SyncMode;
  /** The field by which the window is read. */
  readonly field: string;
  /** Start of the first window. */
  readonly from: string;
  /** The first walk over updates requests changes since this time, if a checkpoint of the mode `'updated'` has it. */
  readonly updatedSince: string | undefined;
  /** What a checkpoint says about the sink. */
  readonly stored: SeenDigests | undefined;
  /** ms */
  readonly lookback: number;
}

const OPTION_KEYS = [
  ...['since', 'checkpoint', 'lookback', 'interval', 'mode'],
  ...['updatedParams', 'onFault', 'scheduler', 'demand'],
];

/** Checks the options of `sync` except the interval, which `poll` checks. Throws the error that the stream should end with. */
export const checkSyncOptions = (
  options: SyncOptions,
  { networkId, zone }: Pick<CallContext, 'networkId' | 'zone'>,
): SyncStart => {
  const given = checkKeys('conversions.sync: options', options, OPTION_KEYS);
  const { since, checkpoint: stored, lookback, onFault, scheduler, demand } = given;
  checkFunction('conversions.sync: onFault', onFault);
  checkFunction('conversions.sync: scheduler.schedule', (scheduler as { schedule?: unknown } | undefined)?.schedule);
  checkDemand(demand, 'conversions.sync: demand');
  const mode = checkMode(given['mode']);
  checkUpdatedParams(given['updatedParams'], mode);
  const checkpoint = parseSyncCheckpoint(stored, networkId, mode);
  const start = since === undefined ? undefined : longTime(checkTime('conversions.sync: since', since, zone));
  const from = checkpoint?.from ?? start;
  if (from === undefined)
    throw new TypeError('conversions.sync: since or checkpoint should be given, to know where to start');
  return {
    networkId,
    mode,
    field: mode === 'updated' ? 'datetime' : mode.modified,
    from,
    updatedSince: checkpoint?.updatedSince ?? undefined,
    stored: checkpoint?.seen,
    lookback: checkLookback(lookback),
  };
};

const WEEK = 7 * 24 * 60 * 60 * 1000;

const checkLookback = (lookback: unknown = WEEK): number => {
  if (typeof lookback !== 'number')
    throw new TypeError('conversions.sync: lookback should be a number of milliseconds');
  if (!Number.isSafeInteger(lookback) || lookback < 0)
    throw new RangeError(`conversions.sync: lookback should be a whole number of milliseconds, not ${lookback}`);
  return lookback;
};

const FIELD = /^[A-Za-z]\w*$/;
const MODES = "conversions.sync: mode should be 'updated' or { modified: 'modified' }";

const checkMode = (mode: unknown = 'updated'): SyncMode => {
  if (mode === 'updated') return mode;
  if (typeof mode !== 'object') throw new TypeError(MODES);
  const { modified } = checkKeys('conversions.sync: mode', mode, ['modified']);
  // Not `id`: the walk over a window pages by a filter on it.
  if (typeof modified !== 'string' || !FIELD.test(modified) || modified.includes('__') || modified === 'id')
    throw new TypeError(`${MODES}, with the name of a field that holds a time`);
  return { modified };
};

const checkUpdatedParams = (value: unknown, mode: SyncMode): void => {
  checkFunction('conversions.sync: updatedParams', value);
  if (value !== undefined && mode !== 'updated')
    throw new TypeError("conversions.sync: updatedParams should be left out in modes other than 'updated'");
};
