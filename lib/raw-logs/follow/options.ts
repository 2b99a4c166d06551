import { isDate } from 'node:util/types';
import type { SchedulerLike } from 'rxjs';
import type { RxOffersError } from '../../errors/base.js';
import { type CheckpointFields, parseCheckpoint } from '../../models/checkpoint.js';
import { checkFunction, checkKeys } from '../../protocol/validate.js';
import { checkDemand, type Demand } from '../../streams/demand.js';
import type { LogType } from '../context.js';
import { isDayName } from '../listing/range.js';

/**
 * The position of a `follow`, after the file it was emitted with. It is plain JSON, and small: it names only the files
 * inside the lookback window. Treat it as read-only, and store it as it was emitted.
 */
export interface FollowCheckpoint {
  readonly version: 1;
  readonly type: LogType;
  /** The start of the follow: a date dir (`YYYYMMDD`), or an instant in ms. */
  readonly since: string | number;
  /** Start of the lookback window, ms. Files that start earlier are not emitted any more. */
  readonly from: number;
  /** Start of the newest emitted file, ms. */
  readonly upTo: number;
  /** All emitted files that start at `from` or later, with their starts in ms. */
  readonly seen: readonly (readonly [filename: string, startTime: number])[];
}

/** A file that `follow` does not emit, or that has disappeared. Each is reported once per subscription. */
export interface FollowReport {
  /**
   * - `'too late'`: the file appeared before the start of the lookback window, and is not emitted.
   * - `'vanished'`: the file was emitted and is inside the window, but its dir no longer lists it. If the service has created
   *   it again under another name, that file is emitted as late, and the records of both cover the same hour.
   */
  readonly type: 'vanished' | 'too late';
  readonly filename: string;
  readonly startTime: Date;
}

/** Callbacks of `follow`. An error that one of them throws ends the stream. */
export interface FollowHooks {
  /** Called when a poll failed; the next one follows after the interval. */
  readonly onFault?: ((fault: RxOffersError) => void) | undefined;
  /** Called for a file that came too late or vanished. */
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
  /** The scheduler whose clock times the interval. @default the system clock */
  readonly scheduler?: SchedulerLike | undefined;
  /** The demand to follow, where an operator downstream hides it: see `iterate`. */
  readonly demand?: Demand | undefined;
}

/** A new file, and the checkpoint to store in the same transaction as its records. */
export interface FollowedFile<F> {
  readonly file: F;
  /** Resumes after this file. Store it together with the records of the file, and each file is stored exactly once. */
  readonly checkpoint: FollowCheckpoint;
  /** Whether a newer file was emitted before this one. */
  readonly late: boolean;
}

/** The parsed start of a `follow`. */
export interface FollowStart {
  readonly type: LogType;
  /** A date dir, or an instant in ms. */
  readonly since: string | number;
  /** Length of the lookback window, ms. */
  readonly lookBack: number;
  readonly checkpoint: FollowCheckpoint | undefined;
}

const OPTION_NAMES = ['since', 'checkpoint', 'interval', 'lookBack', 'onFault', 'onReport', 'scheduler', 'demand'];

/** Parses the options of a `follow`, except for the interval. Throws the error that the stream ends with. */
export const parseFollowOptions = (method: string, options: FollowOptions, type: LogType): FollowStart => {
  const given = checkKeys(`${method}: options`, options, OPTION_NAMES);
  const { onFault, onReport, scheduler, demand } = given;
  checkFunction(`${method}: onFault`, onFault);
  checkFunction(`${method}: onReport`, onReport);
  checkFunction(`${method}: scheduler.schedule`, (scheduler as { schedule?: unknown } | undefined)?.schedule);
  checkDemand(demand, `${method}: demand`);
  const checkpoint = parseFollowCheckpoint(`${method}: checkpoint`, given['checkpoint'], type);
  const ownSince = parseSince(`${method}: since`, given['since']);
  const since = checkpoint?.since ?? ownSince;
  if (since === undefined) throw new TypeError(`${method}: either since or checkpoint should be given`);
  return { type, since, lookBack: parseLookBack(`${method}: lookBack`, given['lookBack']), checkpoint };
};

/** Whether a value is an instant that a `Date` can hold, ms. */
const isTime = (value: unknown): value is number => Number.isInteger(value) && Math.abs(value as number) <= 8.64e15;

const isSeenFile = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && value[0] !== '' && isTime(value[1]);

const wrongField = ({ since, from, upTo, seen }: CheckpointFields): string | undefined => {
  if (!(isTime(since) || (typeof since === 'string' && isDayName(since)))) return 'since';
  if (!isTime(upTo)) return 'upTo';
  if (!isTime(from) || from > upTo) return 'from';
  return Array.isArray(seen) && seen.every(isSeenFile) ? undefined : 'seen';
};

const parseFollowCheckpoint = (label: string, value: unknown, type: LogType): FollowCheckpoint | undefined =>
  parseCheckpoint<FollowCheckpoint>(label, value, {
    version: 1,
    mismatch: (fields) =>
      fields['type'] === type
        ? undefined
        : `should be of ${type}, not of ${JSON.stringify(fields['type']) ?? 'nothing'}`,
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
