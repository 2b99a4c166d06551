import type { RateLimitFacts } from '../errors/api-errors.js';
import type { Pair } from '../protocol/params.js';

/** The name of a call. */
export interface CallName {
  readonly target: string;
  readonly method: string;
}

/** The reason why a call waits: for a free place among the calls in flight, the rate limit, or an integrator's access token. */
export type WaitReason = 'concurrency' | 'rate limit' | 'access token';

/** An event of the download or the reading of a raw log. */
export type RawLogEvent =
  | {
      readonly type: 'resume';
      /** `LogFile.filename` */
      readonly file: string;
      /** The byte at which the download resumes. */
      readonly offset: number;
      /** Wait before the next attempt, ms. */
      readonly delay: number;
      readonly reason: string;
    }
  | { readonly type: 'link renewed'; readonly file: string }
  | {
      readonly type: 'restart';
      readonly file: string;
      /** Bytes that are sent again and skipped, since the server does not support ranges. */
      readonly skipping: number;
    }
  | {
      readonly type: 'records skipped';
      readonly file: string;
      /** Malformed records of this file that were skipped. */
      readonly count: number;
    }
  | {
      readonly type: 'invalid utf-8';
      readonly file: string;
      /** Rows of this file with bytes that are not UTF-8; their records have U+FFFD for these bytes. */
      readonly count: number;
    }
  | {
      readonly type: 'entry skipped';
      readonly file: string;
      /** Name of the entry in the archive. */
      readonly entry: string;
      /** macOS adds `__MACOSX/…`, `._…` and `.DS_Store` to archives. */
      readonly reason: 'folder' | 'macOS metadata';
    }
  /** Listing the files of a followed log failed; it is tried again. */
  | { readonly type: 'listing failed'; readonly log: string; readonly reason: string }
  /**
   * A followed file is no longer listed, arrived too late to be emitted, or is dated more than 24 hours ahead and emitted
   * all the same.
   */
  | { readonly type: 'file vanished' | 'file too late' | 'file in the future'; readonly file: string };

/** An event of a list. */
export type ListEvent =
  | (CallName & {
      /**
       * A list has ended, and the service counts another number of rows than those that came, although neither a limit nor a
       * count that changed on the way explains it.
       */
      readonly type: 'list incomplete';
      /** Rows by the latest count. */
      readonly expected: number;
      /** Rows that came. */
      readonly seen: number;
    })
  | (CallName & {
      /** Rows of one page that hold nothing (`null`, `false`, `{ Offer: null }`) and were left out. */
      readonly type: 'rows left out';
      readonly count: number;
    })
  | (CallName & {
      /** `conversions.sync`: the service refused to say which conversions were updated; it is asked again at the next poll. */
      readonly type: 'updates refused';
      /** Polls in a row in which this has happened. */
      readonly polls: number;
      readonly reason: string;
    });

/** An event of a client: a request, a reply, or a wait, so that a client that seems stuck can be explained. Secrets are redacted. */
export type ClientEvent =
  | (CallName & {
      readonly type: 'request';
      /** Number of this attempt, from 1. */
      readonly attempt: number;
      readonly verb: 'GET' | 'POST';
      readonly params: readonly Pair[];
    })
  | (CallName & {
      readonly type: 'reply';
      readonly status: number;
      /** From sending the request to the last byte of the reply, ms. */
      readonly duration: number;
      readonly requestId: string | undefined;
      /** Returns the text of the reply. A function, since most listeners do not need it. */
      readonly body: () => string;
    })
  | (CallName & {
      readonly type: 'retry';
      /** Number of the attempt that failed. */
      readonly attempt: number;
      /** Wait before the next attempt, ms. */
      readonly delay: number;
      readonly reason: string;
    })
  /** The call is not repeated, although it could be: the client's retry quota is used up, since too many calls have failed. */
  | (CallName & {
      readonly type: 'retry withheld';
      /** Number of the attempt that failed. */
      readonly attempt: number;
      readonly reason: string;
    })
  | (CallName & { readonly type: 'waiting'; readonly reason: WaitReason })
  | {
      readonly type: 'paused';
      /** Wait of every call of the client, ms. */
      readonly delay: number;
      readonly facts: RateLimitFacts;
    }
  | ListEvent
  | RawLogEvent;
