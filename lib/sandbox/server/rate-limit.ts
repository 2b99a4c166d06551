/** So many calls in so many ms; `false` for no limit. */
export type RateLimit = { readonly calls: number; readonly per: number } | false;

/** The calls of the last window. */
export interface UsageWindow {
  /** Counts a call; says what the refusal reads when it is one too many. Refused calls are not counted. */
  admit(limit: RateLimit, now: number): string | undefined;
}

/** The refusal as recorded, two blanks after each full stop. */
export const limitText = (network: string, { calls, per }: Exclude<RateLimit, false>): string =>
  `${network}.  API usage exceeded rate limit.  Configured: ${calls}/${per / 1000}s window; ` +
  `Your usage: ${calls + 1}.  See https://help.tune.com/hasoffers/rate-limit-error/ for guidance.`;

/** A sliding window over the calls of one network. */
export const createUsageWindow = (network: string): UsageWindow => {
  let times: number[] = [];
  return {
    admit: (limit, now) => {
      if (limit === false) return undefined;
      times = times.filter((time) => now - time < limit.per);
      if (times.length >= limit.calls) return limitText(network, limit);
      times.push(now);
      return undefined;
    },
  };
};
