import type { SchedulerLike } from 'rxjs';
import type { RxOffersError } from '../../errors/rx-offers-error.js';
import type { Demand } from '../../streams/demand.js';
import type { FollowCheckpoint } from './follow-checkpoint.js';

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
