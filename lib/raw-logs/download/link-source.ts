/** The source of the link of a log file. Links are signed and expire. */
export interface LinkSource {
  /** Resolves with the cached link, or with a fresh one when there is none or it is too old. */
  get(signal: AbortSignal): Promise<string>;
  /** Drops the `refused` link, so that the next `get` requests another. A newer link stays. */
  renew(refused: string): void;
}

interface LinkSourceOptions {
  /** How long a link is used, ms. @default 28,800,000 (8 hours, the time for which the service signs it) */
  readonly lifetime?: number;
  /** A monotonic clock, ms. */
  readonly now?: () => number;
}

const EIGHT_HOURS = 8 * 60 * 60 * 1000;

/**
 * Caches the link that `request` resolves with for its lifetime. Concurrent callers share one request, which is aborted
 * when the last of them has left.
 */
export const createLinkSource = (
  request: (signal: AbortSignal) => Promise<string>,
  { lifetime = EIGHT_HOURS, now = () => performance.now() }: LinkSourceOptions = {},
): LinkSource => {
  let cached: { readonly link: string; readonly until: number } | undefined;
  let current: SharedRequest | undefined;
  return {
    get: async (signal) => {
      signal.throwIfAborted();
      if (cached && now() < cached.until) return cached.link;
      current ??= shareRequest(
        async (shared) => {
          // The lifetime starts when the link is signed, which is not before it is requested.
          const until = now() + lifetime;
          const link = await request(shared);
          cached = { link, until };
          return link;
        },
        (ended) => {
          // An abandoned request may end after the next one has started.
          if (current === ended) current = undefined;
        },
      );
      return current.wait(signal);
    },
    renew: (refused) => {
      if (cached?.link === refused) cached = undefined;
    },
  };
};

/** A request for a link that several callers wait for. */
interface SharedRequest {
  wait(signal: AbortSignal): Promise<string>;
}

/** Starts a request. Calls `onEnd` when it has settled, and when its last caller has left and it is aborted. */
const shareRequest = (
  request: (signal: AbortSignal) => Promise<string>,
  onEnd: (ended: SharedRequest) => void,
): SharedRequest => {
  const abort = new AbortController();
  const reply = request(abort.signal).finally(() => onEnd(shared));
  // Each caller that waits gets the failure itself. When none is left, this keeps it from being an unhandled rejection.
  reply.catch(() => undefined);
  let waiting = 0;
  const leave = (): void => {
    waiting -= 1;
    if (waiting > 0) return;
    onEnd(shared);
    abort.abort();
  };
  const shared: SharedRequest = {
    wait: (signal) =>
      new Promise((resolve, reject) => {
        waiting += 1;
        const onAbort = (): void => {
          leave();
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        reply.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
      }),
  };
  return shared;
};
