import { isDate } from 'node:util/types';
import type { SchedulerLike } from 'rxjs';
import type { RxOffersError } from '../../errors/base.js';
import { type CheckpointFields, parseCheckpoint, shownField } from '../../models/checkpoint.js';
import { checkFunction, checkKeys } from '../../protocol/validate.js';
import { checkDemand, type Demand } from '../../streams/demand.js';
import type { LogType } from '../context.js';
import { isDayName } from '../listing/range.js';

/** The earliest instant that a `Date` can hold, ms. */
export const EARLIEST = -8.64e15;

/**
 * The position of a `follow`, after the file it was emitted with. It is plain JSON, and small: it names only the files
 * inside the lookback window. Treat it as read-only, and store it as it was emitted. It is refused by a `follow` of
 * another network or type.
 *
 * `seen` is built each time it is read, in time and space in proportion to the window: where a window has thousands of
 * files, store one checkpoint for many of them, in their transaction. A checkpoint kept in memory does not change.
 */
export interface FollowCheckpoint {
  readonly version: 2;
  readonly networkId: string;
  readonly type: LogType;
  /** The start of the follow: a date dir (`YYYYMMDD`), or an instant in ms. */
  readonly since: string | number;
  /** Start of the lookback window, ms; -8.64e15 while nothing limits it. Files that start earlier are not emitted any more. */
  readonly from: number;
  /** Start of the newest emitted file that is not in the future, ms; -8.64e15 while there is none. */
  readonly upTo: number;
  /** All emitted files that start at `from` or later, those in the future too, with their starts in ms. */
  readonly seen: readonly (readonly [filename: string, startTime: number])[];
}

/** A file that `follow` does not emit, that has disappeared, or that is misdated. Each is reported once per subscription. */
export interface FollowReport {
  /**
   * - `'too late'`: the file appeared before the start of the lookback window, and is not emitted.
   * - `'vanished'`: the file was emitted and is inside the window, but its dir no longer lists it. If the service has created
   *   it again under another name, that file is emitted as late, and the records of both cover the same hour.
   * - `'in the future'`: the file starts more than 24 hours after the present, by the clock of the scheduler: its date or a
   *   clock is wrong. It is emitted, once like any other, since its records exist. It does not count as the newest file: the
   *   window stays where it is, and no other file is late because of it. Reported when it is emitted.
   */
  readonly type: 'vanished' | 'too late' | 'in the future';
  readonly filename: string;
  readonly startTime: Date;
}

/** Callbacks of `follow`. An error that one of them throws ends the stream. */
export interface FollowHooks {
  /** Called when a poll failed; the next one follows after the interval. */
  readonly onFault?: ((fault: RxOffersError) => void) | undefined;
  /** Called for a file that came too late, vanished or is in the future. */
  readonly onReport?: ((report: FollowReport) => void) | undefined;
}

/** Options of `follow`. Either `since` or `checkpoint` is required. */
export interface FollowOptions extends FollowHooks {
  /** Where to start without a checkpoint: a date dir (`'YYYYMMDD'`) or an instant. */
  readonly since?: string | Date | undefined;
  /** The checkpoint stored with the last file; resumes after that file, whatever `since` is. `null` means none. */
  readonly checkpoint?: FollowCheckpoint | null | undefined;
  /** Time from the end of one poll to the start of the next, ms. @default 300,000 (5 minutes) */
  readonly interval?: number | undefined;
  /** Length of the lookback window, ms: how much earlier than the newest file a late file may start. @default 172,800,000 (48 hours) */
  readonly lookBack?: number | undefined;
  /** The scheduler whose clock times the interval, and says which files are in the future. @default the system clock */
  readonly scheduler?: SchedulerLike | undefined;
  /** The demand to follow, where an operator downstream hides it: see `iterate`. */
  readonly demand?: Demand | undefined;
}

/** A new file, and the checkpoint to store in the same transaction as its records. */
export interface FollowedFile<F> {
  readonly file: F;
  /** Resumes after this file. Store it together with the records of the file, and each file is stored exactly once. */
  readonly checkpoint: FollowCheckpoint;
  /** Whether a newer file was emitted before this one; files in the future do not count. */
  readonly late: boolean;
}

/** The parsed start of a `follow`. */
export interface FollowStart {
  readonly networkId: string;
  readonly type: LogType;
  /** A date dir, or an instant in ms. */
  readonly since: string | number;
  /** Length of the lookback window, ms. */
  readonly lookBack: number;
  readonly checkpoint: FollowCheckpoint | undefined;
}

const OPTION_NAMES = ['since', 'checkpoint', 'interval', 'lookBack', 'onFault', 'onReport', 'scheduler', 'demand'];

/** What a `follow` follows: one type of log of one network. */
export type FollowSource = Pick<FollowStart, 'networkId' | 'type'>;

/** Parses the options of a `follow`, except for the interval. Throws the error that the stream ends with. */
export const parseFollowOptions = (method: string, options: FollowOptions, source: FollowSource): FollowStart => {
  const given = checkKeys(`${method}: options`, options, OPTION_NAMES);
  const { onFault, onReport, scheduler, demand } = given;
  checkFunction(`${method}: onFault`, onFault);
  checkFunction(`${method}: onReport`, onReport);
  const { schedule, now } = (scheduler ?? {}) as { schedule?: unknown; now?: unknown };
  checkFunction(`${method}: scheduler.schedule`, schedule);
  checkFunction(`${method}: scheduler.now`, now);
  checkDemand(demand, `${method}: demand`);
  const checkpoint = parseFollowCheckpoint(`${method}: checkpoint`, given['checkpoint'], source);
  const ownSince = parseSince(`${method}: since`, given['since']);
  const since = checkpoint?.since ?? ownSince;
  if (since === undefined) throw new TypeError(`${method}: either since or checkpoint should be given`);
  const lookBack = parseLookBack(`${method}: lookBack`, given['lookBack']);
  return { networkId: source.networkId, type: source.type, since, lookBack, checkpoint };
};

/** Whether a value is an instant that a `Date` can hold, ms. */
const isTime = (value: unknown): value is number => Number.isInteger(value) && Math.abs(value as number) <= -EARLIEST;

const isSeenFile = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && value[0] !== '' && isTime(value[1]);

const wrongField = ({ since, from, upTo, seen }: CheckpointFields): string | undefined => {
  if (!(isTime(since) || (typeof since === 'string' && isDayName(since)))) return 'since';
  if (!isTime(upTo)) return 'upTo';
  if (!isTime(from) || (from > upTo && upTo !== EARLIEST)) return 'from';
  return Array.isArray(seen) && seen.every(isSeenFile) ? undefined : 'seen';
};

const parseFollowCheckpoint = (
  label: string,
  value: unknown,
  { networkId, type }: FollowSource,
): FollowCheckpoint | undefined =>
  parseCheckpoint<FollowCheckpoint>(label, value, {
    networkId,
    mismatch: (fields) =>
      fields['type'] === type ? undefined : `should be of ${type}, not of ${shownField(fields['type'])}`,
    wrongField,
  });

const parseSince = (label: string, since: unknown): string | number | undefined => {
  if (since === undefined) return undefined;
  if (typeof since !== 'string' && !isDate(since)) throw new TypeError(`${label} should be 'YYYYMMDD' or a Date`);
  if (typeof since === 'string' ? !isDayName(since) : Number.isNaN(since.getTime()))
    throw new RangeError(`${label} should be a day, 'YYYYMMDD', or a valid Date, not ${String(since).slice(0, 40)}`);
  return typeof since === 'string' ? since : since.getTime();
};

const TWO_DAYS = 48 * 60 * 60 * 1000;

const parseLookBack = (label: string, lookBack: unknown = TWO_DAYS): number => {
  if (typeof lookBack !== 'number') throw new TypeError(`${label} should be a number of milliseconds`);
  if (!Number.isSafeInteger(lookBack) || lookBack < 0)
    throw new RangeError(`${label} should be a whole number of milliseconds, not ${lookBack}`);
  return lookBack;
};
