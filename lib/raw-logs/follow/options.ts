import { isDate } from 'node:util/types';
import type { SchedulerLike } from 'rxjs';
import type { RxOffersError } from '../../errors/base.js';
import { checkFunction, checkKeys } from '../../protocol/validate.js';
import { checkDemand, type Demand } from '../../streams/demand.js';
import type { LogType } from '../context.js';
import { isDayName } from '../listing/range.js';

/**
 * How far a `follow` has come, its file included. Plain JSON, and small: it names only the files inside the look-back
 * window. Its fields are for reading; write what you were given.
 */
export interface FollowCheckpoint {
  readonly version: 1;
  readonly type: LogType;
  /** Where the following began: a date dir (`YYYYMMDD`), or an instant, ms. */
  readonly since: string | number;
  /** What starts before this instant (ms) is not handed on any more. */
  readonly from: number;
  /** Start of the newest file handed on, ms. */
  readonly upTo: number;
  /** All files handed on that start at `from` or later, each with its start, ms. */
  readonly seen: readonly (readonly [filename: string, startTime: number])[];
}

/** A file that a `follow` does not hand on, or that is no longer where it was. Each is reported once per subscription. */
export interface FollowReport {
  /**
   * - `'too late'`: it appeared behind the look-back window, and is not emitted.
   * - `'vanished'`: it was emitted, lies inside the window, and its dir does not list it any more. Should the service have
   *   made it anew under another name, that one is emitted as late: the records of both are then the same hour's.
   */
  readonly type: 'vanished' | 'too late';
  readonly filename: string;
  readonly startTime: Date;
}

/** What a `follow` tells beside its files. What a function throws ends the stream. */
export interface FollowHooks {
  /** A poll failed; the next one comes after the interval. */
  readonly onFault?: ((fault: RxOffersError) => void) | undefined;
  readonly onReport?: ((report: FollowReport) => void) | undefined;
}

export interface FollowOptions extends FollowHooks {
  /** Where to start when there is no checkpoint: a date dir (`'YYYYMMDD'`) or an instant. */
  readonly since?: string | Date | undefined;
  /** What was stored with the last file: goes on behind it, whatever `since` says. `null` is none. */
  readonly checkpoint?: FollowCheckpoint | null | undefined;
  /** From the end of one poll to the start of the next, ms. @default 300,000 (5 minutes) */
  readonly interval?: number | undefined;
  /** How long before the newest file handed on a file may start and still be handed on, ms. @default 172,800,000 (48 hours) */
  readonly lookBack?: number | undefined;
  /** Whose clock the interval runs on. @default the system's */
  readonly scheduler?: SchedulerLike | undefined;
  /** The demand of whoever consumes, where operators in between hide it. */
  readonly demand?: Demand | undefined;
}

/** A new file, and what to store in the transaction that stores its records. */
export interface FollowedFile<F> {
  readonly file: F;
  /** Goes on behind this file: store it together with what the file holds, and each file is stored exactly once. */
  readonly checkpoint: FollowCheckpoint;
  /** Whether a newer file was handed on before: it came late. */
  readonly late: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** What a `Date` can hold, ms. */
const isTime = (value: unknown): value is number => Number.isInteger(value) && Math.abs(value as number) <= 8.64e15;

const isSeen = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && value[0] !== '' && isTime(value[1]);

const fieldsOf = (value: unknown): Fields => {
  if (typeof value === 'string') throw new TypeError('The checkpoint should be an object, and not its JSON text');
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError('The checkpoint should be an object, as it was emitted');
  return value as Fields;
};

const wrongField = ({ since, from, upTo, seen }: Fields): string | undefined => {
  if (!(isTime(since) || (typeof since === 'string' && isDayName(since)))) return 'since';
  if (!isTime(upTo)) return 'upTo';
  if (!isTime(from) || from > upTo) return 'from';
  return Array.isArray(seen) && seen.every(isSeen) ? undefined : 'seen';
};

/** Refuses what is no checkpoint of this type of log: going on from it would repeat files or lose them. */
export const checkCheckpoint = (value: unknown, type: LogType): FollowCheckpoint => {
  const fields = fieldsOf(value);
  if (fields['version'] !== 1)
    throw new TypeError(`The checkpoint should be of version 1, not ${JSON.stringify(fields['version']) ?? 'none'}`);
  if (fields['type'] !== type)
    throw new TypeError(`The checkpoint should be of ${type}, not of ${JSON.stringify(fields['type']) ?? 'nothing'}`);
  const wrong = wrongField(fields);
  if (wrong !== undefined) throw new TypeError(`The checkpoint has a wrong "${wrong}": it is not as it was emitted`);
  return fields as unknown as FollowCheckpoint;
};

/** Where a `follow` starts, and how far it looks back. */
export interface FollowStart {
  readonly type: LogType;
  /** A date dir, or an instant, ms. */
  readonly since: string | number;
  /** ms */
  readonly lookBack: number;
  readonly checkpoint: FollowCheckpoint | undefined;
}

const KNOWN = ['since', 'checkpoint', 'interval', 'lookBack', 'onFault', 'onReport', 'scheduler', 'demand'];
const TWO_DAYS = 48 * 60 * 60 * 1000;

const checkSince = (since: unknown): string | number | undefined => {
  if (since === undefined) return undefined;
  if (typeof since !== 'string' && !isDate(since)) throw new TypeError("since should be 'YYYYMMDD' or a Date");
  if (typeof since === 'string' ? !isDayName(since) : Number.isNaN(since.getTime()))
    throw new RangeError(`since should be a day, 'YYYYMMDD', or a valid Date, not ${String(since).slice(0, 40)}`);
  return typeof since === 'string' ? since : since.getTime();
};

const checkLookBack = (lookBack: unknown = TWO_DAYS): number => {
  if (typeof lookBack !== 'number') throw new TypeError('lookBack should be a number of milliseconds');
  if (!Number.isSafeInteger(lookBack) || lookBack < 0)
    throw new RangeError(`lookBack should be a whole number of milliseconds, not ${lookBack}`);
  return lookBack;
};

/** Checks the options of a `follow`, all but the interval. Throws what the stream is to end with. */
export const checkFollowOptions = (options: FollowOptions, type: LogType): FollowStart => {
  const {
    since: given,
    checkpoint: stored,
    lookBack,
    onFault,
    onReport,
    scheduler,
    demand,
  } = checkKeys('The options of follow', options, KNOWN);
  checkFunction('onFault', onFault);
  checkFunction('onReport', onReport);
  checkFunction('The schedule of a scheduler', (scheduler as { schedule?: unknown } | undefined)?.schedule);
  checkDemand(demand);
  const checkpoint = stored === undefined || stored === null ? undefined : checkCheckpoint(stored, type);
  const own = checkSince(given);
  const since = checkpoint?.since ?? own;
  if (since === undefined) throw new TypeError('follow needs to know where to start: give it since, or a checkpoint');
  return { type, since, lookBack: checkLookBack(lookBack), checkpoint };
};
