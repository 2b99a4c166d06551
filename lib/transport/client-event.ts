import type { Pair } from '../protocol/pair.js';
import type { RateLimitFacts } from '../errors/rate-limit-error.js';

/** Which call an event is about. */
export interface CallName {
  readonly target: string;
  readonly method: string;
}

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
  | (CallName & { readonly type: 'waiting'; readonly reason: 'concurrency' | 'rate limit' })
  | { readonly type: 'paused'; /** ms */ readonly delay: number; readonly facts: RateLimitFacts };
