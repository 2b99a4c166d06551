import type { LogType } from '../log-type.js';

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
