import type { ApiErrorItem } from '../errors/api-error-item.js';
import type { RateLimitFacts } from '../errors/rate-limit-error.js';

// Both wordings of wire.md: the first recorded, the second from TUNE's documentation.
const REFUSAL = /API usage exceeded rate limit|exceeded API rate limit/i;
const CONFIGURED = /Configured:\s*(\d+)\s*\/\s*(\d+)s/i;
const USAGE = /Your usage:\s*(\d+)/i;

const number = (match: string | undefined, scale = 1): number | undefined =>
  match === undefined ? undefined : Number(match) * scale;

/** What the service said of its limit, or `undefined` when the errors are of another kind. */
export const readRateLimit = (items: readonly ApiErrorItem[]): RateLimitFacts | undefined => {
  const text = items.map(({ publicMessage, message }) => `${publicMessage ?? ''} ${message ?? ''}`).join('\n');
  if (!REFUSAL.test(text)) return undefined;
  const configured = CONFIGURED.exec(text);
  return {
    limit: number(configured?.[1]),
    window: number(configured?.[2], 1000),
    usage: number(USAGE.exec(text)?.[1]),
  };
};
