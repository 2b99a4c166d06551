/** A limit of `calls` calls in any `per` ms; `false` for none. */
export type RateLimit = { readonly calls: number; readonly per: number } | false;

/** A count of the calls in the current window. */
interface UsageWindow {
  /**
   * Counts a call at the time `now`, in ms. When the call exceeds the limit, it is not counted, and the words of the
   * refusal are returned.
   */
  count(limit: RateLimit, now: number): string | undefined;
}

/** Creates a sliding window over the calls of one network. */
export const createUsageWindow = (network: string): UsageWindow => {
  let times: number[] = [];
  return {
    count: (limit, now) => {
      if (limit === false) return undefined;
      times = times.filter((time) => now - time < limit.per);
      if (times.length >= limit.calls) return limitText(network, limit);
      times.push(now);
      return undefined;
    },
  };
};

/** The refusal as it was recorded, with two spaces after each full stop. */
export const limitText = (network: string, { calls, per }: Exclude<RateLimit, false>): string =>
  `${network}.  API usage exceeded rate limit.  Configured: ${calls}/${per / 1000}s window; ` +
  `Your usage: ${calls + 1}.  See https://help.tune.com/hasoffers/rate-limit-error/ for guidance.`;
