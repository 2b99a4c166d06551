import type { RateLimitFacts } from '../errors/api-errors.js';
import type { Pair } from '../protocol/params.js';

/** Which call an event is about. */
export interface CallName {
  readonly target: string;
  readonly method: string;
}

/** What a call waits for: a place among those in flight, the limit, an integrator's access token. */
export type WaitReason = 'concurrency' | 'rate limit' | 'access token';

/** What happens to a raw log while it is brought and read. */
export type RawLogEvent =
  | {
      readonly type: 'resume';
      /** `LogFile.filename` */
      readonly file: string;
      /** The next byte wanted. */
      readonly offset: number;
      /** Wait before the next attempt, ms. */
      readonly delay: number;
      readonly reason: string;
    }
  | { readonly type: 'link renewed'; readonly file: string }
  | {
      readonly type: 'restart';
      readonly file: string;
      /** Bytes that come again and are passed over, since the server has no ranges. */
      readonly skipping: number;
    }
  | {
      readonly type: 'records skipped';
      readonly file: string;
      /** Bad records of this file that were left out. */
      readonly count: number;
    }
  /** A log that is followed could not be listed; it is asked for again. */
  | { readonly type: 'listing failed'; readonly log: string; readonly reason: string }
  /** A file that was followed is not listed any more, or one came too late to be handed on. */
  | { readonly type: 'file vanished' | 'file too late'; readonly file: string };

/** What a client is doing, so that one that seems stuck can say what it waits for. Secrets are redacted. */
export type ClientEvent =
  | (CallName & {
      readonly type: 'request';
      /** Attempts made for this call, this one included. */
      readonly attempt: number;
      readonly verb: 'GET' | 'POST';
      readonly params: readonly Pair[];
    })
  | (CallName & {
      readonly type: 'reply';
      readonly status: number;
      /** From sending to the last byte, ms. */
      readonly duration: number;
      readonly requestId: string | undefined;
      /** The text of the reply. Made when asked for: most listeners do not want it. */
      readonly body: () => string;
    })
  | (CallName & {
      readonly type: 'retry';
      readonly attempt: number;
      /** Wait before the next attempt, ms. */
      readonly delay: number;
      readonly reason: string;
    })
  | (CallName & { readonly type: 'waiting'; readonly reason: WaitReason })
  | { readonly type: 'paused'; /** ms */ readonly delay: number; readonly facts: RateLimitFacts }
  | RawLogEvent;
