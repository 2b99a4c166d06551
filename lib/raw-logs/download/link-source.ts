/** Where the link of a log file comes from. Links are signed and expire. */
export interface LinkSource {
  /** The link that is known, or a fresh one where there is none or it is too old. */
  get(signal: AbortSignal): Promise<string>;
  /** Forgets `refused`, so that the next `get` asks anew; a link that came meanwhile stays. */
  renew(refused: string): void;
}

export interface LinkSourceOptions {
  /** How long a link is used, ms. @default 28,800,000 (8 hours, as long as the service signs them for) */
  readonly lifetime?: number;
  /** A monotonic clock, ms. */
  readonly now?: () => number;
}

const EIGHT_HOURS = 8 * 60 * 60 * 1000;

/**
 * Keeps the link that `ask` brings for as long as it lives. Callers that come while a link is being asked for share that
 * one question; it is given up when the last of them has left.
 */
export const createLinkSource = (
  ask: (signal: AbortSignal) => Promise<string>,
  { lifetime = EIGHT_HOURS, now = () => performance.now() }: LinkSourceOptions = {},
): LinkSource => {
  let known: { readonly link: string; readonly until: number } | undefined;
  let question: Question | undefined;
  return {
    get: async (signal) => {
      signal.throwIfAborted();
      if (known && now() < known.until) return known.link;
      question ??= pose(
        async (shared) => {
          // The life of a link starts when it is signed, which is not before it is asked for.
          const until = now() + lifetime;
          const link = await ask(shared);
          known = { link, until };
          return link;
        },
        (posed) => {
          // One that was given up may end behind the one that was posed after it.
          if (question === posed) question = undefined;
        },
      );
      return question.wait(signal);
    },
    renew: (refused) => {
      if (known?.link === refused) known = undefined;
    },
  };
};

interface Question {
  wait(signal: AbortSignal): Promise<string>;
}

const pose = (ask: (signal: AbortSignal) => Promise<string>, over: (posed: Question) => void): Question => {
  const abort = new AbortController();
  const answer = ask(abort.signal).finally(() => over(posed));
  // Those who wait hear of a failure themselves; with nobody waiting any more it is nobody's.
  answer.catch(() => undefined);
  let waiting = 0;
  const leave = (): void => {
    waiting -= 1;
    if (waiting > 0) return;
    over(posed);
    abort.abort();
  };
  const posed: Question = {
    wait: (signal) =>
      new Promise((resolve, reject) => {
        waiting += 1;
        const onAbort = (): void => {
          leave();
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', onAbort, { once: true });
        answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
      }),
  };
  return posed;
};
