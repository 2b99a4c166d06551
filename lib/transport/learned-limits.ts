import type { RateLimitFacts } from '../errors/api-errors.js';
import type { RateLimitOptions } from './options.js';

/** The limits that the service has stated when it refused calls. */
interface LearnedLimits {
  /** Learns from a refusal. */
  learn(facts: RateLimitFacts): void;
  /** The limits that hold now, besides the client's own. */
  current(): readonly RateLimitOptions[];
}

/** One limit that the service stated. */
interface Learned {
  /** Most calls in its window now; not lower than the client's own limit once it holds nothing back. */
  calls: number;
  /** When it was stated, or raised for the last time. */
  since: number;
  /** How long it holds without a refusal before it is raised, ms. */
  quiet: number;
}

/** The share of the service's limit that the client uses: others may call with the same token. */
const SHARE = 0.9;

/** A limit is raised after this many of its windows without a refusal, and after a minute at the least. */
const QUIET_WINDOWS = 10;
const SHORTEST_QUIET = 60_000;
/** A limit that was raised in vain holds twice as long the next time, up to an hour (or its ten windows). */
const LONGEST_QUIET = 3_600_000;

/** Services have one or two limits; this many are remembered. */
const MOST = 8;

/** Most calls that `own` lets through in any window of this length. */
const mostIn = ({ calls, per }: RateLimitOptions, window: number): number =>
  calls * (Math.floor(window / (per + 1)) + 1);

const isPositive = (value: number | undefined): value is number =>
  value !== undefined && Number.isFinite(value) && value > 0;

/**
 * Remembers each limit that the service states as a window of its own: "20/1s" says nothing about 10 s. A limit that the
 * client's own keeps to anyway is not learnt. What is learnt is doubled after quiet time until it holds nothing back: the
 * refusal may have had a passing reason.
 *
 * @param own the client's own limit.
 * @param longest a window longer than this, ms, is not learnt: calls would wait for it.
 * @param now a monotonic clock, ms.
 */
export const createLearnedLimits = (own: RateLimitOptions, longest: number, now: () => number): LearnedLimits => {
  const learned = new Map<number, Learned>();

  const raise = (limit: Learned, window: number): void => {
    const most = mostIn(own, window);
    while (limit.calls < most && now() - limit.since >= limit.quiet) {
      limit.calls *= 2;
      limit.since += limit.quiet;
    }
  };

  return {
    learn: ({ limit, window = own.per }) => {
      if (!isPositive(limit) || !isPositive(window) || window > longest || mostIn(own, window) <= limit) return;
      const calls = Math.max(1, Math.floor(limit * SHARE));
      const before = learned.get(window);
      const shortest = Math.max(SHORTEST_QUIET, QUIET_WINDOWS * window);
      if (before) raise(before, window);
      const inVain = before !== undefined && before.calls > calls;
      const quiet = inVain
        ? Math.min(before.quiet * 2, Math.max(LONGEST_QUIET, shortest))
        : (before?.quiet ?? shortest);
      // Set anew, so that the one stated least recently comes first.
      learned.delete(window);
      learned.set(window, { calls, since: now(), quiet });
      for (const oldest of learned.keys()) if (learned.size > MOST) learned.delete(oldest);
    },
    current: () => {
      const limits: RateLimitOptions[] = [];
      for (const [per, limit] of learned) {
        raise(limit, per);
        if (limit.calls < mostIn(own, per)) limits.push({ calls: limit.calls, per });
      }
      return limits;
    },
  };
};
