import { describe, expect, it } from 'vitest';
import type { ApiErrorItem } from 'rxoffers';
import { parseRateLimit } from '../../lib/protocol/envelope.js';

const item = (parts: Partial<ApiErrorItem>): ApiErrorItem => ({
  code: undefined,
  message: undefined,
  publicMessage: undefined,
  attributeName: undefined,
  ...parts,
});

const RECORDED =
  'NAME.  API usage exceeded rate limit.  Configured: 50/10s window; Your usage: 51.  See https://help.tune.com/hasoffers/rate-limit-error/ for guidance.';

describe('readRateLimit', () => {
  it('row 145: reads the recorded wording with its numbers, the window in ms', () => {
    expect(parseRateLimit([item({ publicMessage: RECORDED })])).toEqual({ limit: 50, window: 10_000, usage: 51 });
  });

  it('row 145: reads the documented wording, which has none', () => {
    expect(parseRateLimit([item({ publicMessage: 'User has exceeded API rate limit' })])).toEqual({
      limit: undefined,
      window: undefined,
      usage: undefined,
    });
  });

  it('finds it in any item and in either text', () => {
    expect(parseRateLimit([item({ publicMessage: 'Other.' }), item({ code: 1, message: RECORDED })])?.limit).toBe(50);
  });

  it('reads other numbers', () => {
    const text = 'API usage exceeded rate limit. Configured: 1200/60s window; Your usage: 1201.';
    expect(parseRateLimit([item({ publicMessage: text })])).toEqual({ limit: 1200, window: 60_000, usage: 1201 });
  });

  it.each(['Row id is negative', 'Rate type must be one of: flat', 'Configured: 50/10s window', ''])(
    'row 146: takes %j for another error',
    (publicMessage) => {
      expect(parseRateLimit([item({ publicMessage })])).toBeUndefined();
    },
  );

  it('takes no errors for none', () => {
    expect(parseRateLimit([])).toBeUndefined();
  });
});
