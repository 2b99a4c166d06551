import { describe, expect, it } from 'vitest';
import { parseRetryAfter, retryWait } from '../../lib/transport/retry.js';

const base = { attempt: 1, retryDelay: 1_000, maxRetryDelay: 30_000, minimum: 0, random: 1 };

describe('retryWait', () => {
  it.each([
    [{}, 1_000],
    [{ attempt: 2 }, 2_000],
    [{ attempt: 5 }, 16_000],
    [{ attempt: 6 }, 30_000],
    [{ attempt: 2_000 }, 30_000],
    [{ random: 0 }, 0],
    [{ random: 0.25, attempt: 3 }, 1_000],
    [{ minimum: 5_000 }, 5_000],
    [{ minimum: 40_000 }, 40_000],
    [{ minimum: 500 }, 1_000],
    [{ retryDelay: 0 }, 0],
  ])('of %o is %i ms', (timing, expected) => {
    expect(retryWait({ ...base, ...timing })).toBe(expected);
  });
});

describe('parseRetryAfter', () => {
  const now = Date.UTC(2026, 0, 1, 12, 0, 0);
  it.each([
    ['2', 2_000],
    [' 0 ', 0],
    [['3', '9'], 3_000],
    ['Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
    ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
    ['-1', undefined],
    ['1.5', undefined],
    ['soon', undefined],
    ['', undefined],
    ['99999999999', undefined],
    ['2026-01-01', undefined],
    [undefined, undefined],
  ])('reads %j as %j', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});
