import type { SchedulerLike } from 'rxjs';
import type { RxOffersError } from '../../errors/base.js';
import type { Params } from '../../protocol/params.js';
import { checkFunction, checkKeys } from '../../protocol/validate.js';
import { checkDemand, type Demand } from '../../streams/demand.js';
import { checkTime, longTime } from './wire-time.js';

/** A conversion that was handed on: its key, a fingerprint of its fields, and the time that its window goes by. */
export type SeenConversion = readonly [key: string, fingerprint: string, time: string | null];

/**
 * How far a `sync` has come, its conversion included. Plain data: `JSON.stringify` it, and give back what `JSON.parse`
 * makes. Its fields are for reading; write what you were given.
 *
 * `seen` names the conversions of the look-back window and is put together each time it is read: storing a checkpoint takes
 * time and room in proportion to the window, some 80 bytes a conversion. Store one for many conversions, in their
 * transaction, where the window is large. One kept in memory stays as it was when it came.
 */
export interface ConversionCheckpoint {
  readonly version: 1;
  readonly mode: SyncMode;
  /** Start of what the next poll reads: `YYYY-MM-DD HH:MM:SS`, in the network's zone. */
  readonly from: string;
  /** From when on the next poll asks for updated conversions; `null` in other modes than `'updated'`. */
  readonly updatedSince: string | null;
  readonly seen: readonly SeenConversion[];
}

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

type Fields = Readonly<Record<string, unknown>>;

const isLong = (value: unknown): boolean => value !== undefined && longTime(value) === value;

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const isSeen = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length === 3 &&
  isText(value[0]) &&
  isText(value[1]) &&
  (value[2] === null || isLong(value[2]));

const modeOf = (value: unknown): string | undefined => {
  if (value === 'updated') return value;
  const field = typeof value === 'object' && value !== null && 'modified' in value ? value.modified : undefined;
  return typeof field === 'string' ? `{ modified: '${field}' }` : undefined;
};

const fieldsOf = (value: unknown): Fields => {
  if (typeof value === 'string') throw new TypeError('The checkpoint should be an object, and not its JSON text');
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('The checkpoint should be an object, as it was emitted');
  return value as Fields;
};

const wrongField = ({ mode, from, updatedSince, seen }: Fields): string | undefined => {
  if (!isLong(from)) return 'from';
  if (mode === 'updated' ? !isLong(updatedSince) : updatedSince !== null) return 'updatedSince';
  return Array.isArray(seen) && seen.every(isSeen) ? undefined : 'seen';
};

/** Refuses what is no checkpoint of this mode: going on from it would repeat conversions or lose them. */
export const checkSyncCheckpoint = (value: unknown, mode: SyncMode): ConversionCheckpoint => {
  const fields = fieldsOf(value);
  if (fields['version'] !== 1)
    throw new TypeError(`The checkpoint should be of version 1, not ${JSON.stringify(fields['version']) ?? 'none'}`);
  const own = modeOf(fields['mode']);
  if (own === undefined) throw new TypeError('The checkpoint has a wrong "mode": it is not as it was emitted');
  if (own !== modeOf(mode))
    throw new TypeError(`The checkpoint is of mode ${own}: go on in that, or start anew with since`);
  const wrong = wrongField(fields);
  if (wrong !== undefined) throw new TypeError(`The checkpoint has a wrong "${wrong}": it is not as it was emitted`);
  return fields as unknown as ConversionCheckpoint;
};

/** Where a `sync` starts, and how it goes on. */
export interface SyncStart {
  readonly mode: SyncMode;
  /** The field that the window goes by. */
  readonly field: string;
  /** Start of the first window, and, in the mode 'updated', of the first question for updates, where there was one. */
  readonly from: string;
  readonly updatedSince: string | undefined;
  readonly seen: ConversionCheckpoint['seen'];
  /** ms */
  readonly lookback: number;
}

const KNOWN = [
  ...['since', 'checkpoint', 'lookback', 'interval', 'mode'],
  ...['updatedParams', 'onFault', 'scheduler', 'demand'],
];
const WEEK = 7 * 24 * 60 * 60 * 1000;
const FIELD = /^[A-Za-z]\w*$/;

const checkLookback = (lookback: unknown = WEEK): number => {
  if (typeof lookback !== 'number') throw new TypeError('lookback should be a number of milliseconds');
  if (!Number.isSafeInteger(lookback) || lookback < 0)
    throw new RangeError(`lookback should be a whole number of milliseconds, not ${lookback}`);
  return lookback;
};

const checkMode = (mode: unknown = 'updated'): SyncMode => {
  if (mode === 'updated') return mode;
  if (typeof mode !== 'object') throw new TypeError("mode should be 'updated' or { modified: 'modified' }");
  const { modified } = checkKeys('The mode', mode, ['modified']);
  // `id` could not be: a filter on it is what pages the walk.
  if (typeof modified !== 'string' || !FIELD.test(modified) || modified.includes('__') || modified === 'id')
    throw new TypeError(
      "mode should be 'updated' or { modified: 'modified' }, with the name of a field that holds a time",
    );
  return { modified };
};

const checkUpdatedParams = (value: unknown, mode: SyncMode): void => {
  checkFunction('updatedParams', value);
  if (value !== undefined && mode !== 'updated')
    throw new TypeError("updatedParams is of use in the mode 'updated' only");
};

/** Checks the options of a `sync`, all but the interval. Throws what the stream is to end with. */
export const checkSyncOptions = (options: SyncOptions): SyncStart => {
  const given = checkKeys('The options of sync', options, KNOWN);
  const { since, checkpoint: stored, lookback, onFault, scheduler, demand } = given;
  checkFunction('onFault', onFault);
  checkFunction('The schedule of a scheduler', (scheduler as { schedule?: unknown } | undefined)?.schedule);
  checkDemand(demand);
  const mode = checkMode(given['mode']);
  checkUpdatedParams(given['updatedParams'], mode);
  const checkpoint = stored === undefined || stored === null ? undefined : checkSyncCheckpoint(stored, mode);
  const own = since === undefined ? undefined : longTime(checkTime('since', since));
  const from = checkpoint?.from ?? own;
  if (from === undefined) throw new TypeError('sync needs to know where to start: give it since, or a checkpoint');
  return {
    mode,
    field: mode === 'updated' ? 'datetime' : mode.modified,
    from,
    updatedSince: checkpoint?.updatedSince ?? undefined,
    // As it is now: a checkpoint that was emitted puts it together on each reading.
    seen: checkpoint?.seen ?? [],
    lookback: checkLookback(lookback),
  };
};
