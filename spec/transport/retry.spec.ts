import { defer, of, throwError } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import {
  AuthenticationError,
  ConnectionError,
  HasOffersError,
  HttpError,
  MaxRetriesError,
  ProtocolError,
  RateLimitError,
  TimeoutError,
} from 'rxoffers';
import { parseRetryAfter, retryCall, type RetryPolicy, retryWait } from '../../lib/transport/retry.js';

const POLICY: RetryPolicy = {
  kind: 'read',
  retries: 3,
  retryDelay: 10,
  maxRetryDelay: 50,
  onRateLimited: () => 0,
  random: () => 1,
};

/** Fails with these errors in turn, then emits x. Returns the number of attempts. */
const run = (errors: readonly Error[], policy: Partial<RetryPolicy>, expected: string, failure?: Error): number => {
  let attempts = 0;
  new TestScheduler((actual, wanted) => expect(actual).toEqual(wanted)).run(({ expectObservable }) => {
    const source = defer(() => {
      const error = errors[attempts++];
      return error ? throwError(() => error) : of('x');
    });
    expectObservable(source.pipe(retryCall({ ...POLICY, ...policy }))).toBe(expected, undefined, failure);
  });
  return attempts;
};

const busy = new HttpError('busy', 503);
const connection = (code: string | undefined, unsent: boolean) => new ConnectionError('x', { code, unsent });

describe('retryCall', () => {
  it.each<[Error, read: boolean, write: boolean]>([
    [connection('ECONNREFUSED', true), true, true],
    [connection('ENOTFOUND', true), true, true],
    [connection(undefined, true), true, true],
    [connection('ECONNRESET', false), true, false],
    [connection('UND_ERR_SOCKET', false), true, false],
    [connection('DEPTH_ZERO_SELF_SIGNED_CERT', false), false, false],
    [connection('CERT_HAS_EXPIRED', true), false, false],
    [new TimeoutError('x', 'connect', 1), true, true],
    [new TimeoutError('x', 'headers', 1), true, false],
    [new TimeoutError('x', 'body', 1), true, false],
    [new TimeoutError('x', 'total', 1), false, false],
    [new RateLimitError([], {}), true, true],
    [busy, true, false],
    [new HttpError('x', 504), true, false],
    [new HttpError('x', 429), true, false],
    [new HttpError('x', 404), false, false],
    [new HasOffersError([]), false, false],
    [new AuthenticationError([], 403), false, false],
    [new ProtocolError('x'), false, false],
    [new Error('x'), false, false],
  ])('after %o repeats a read: %j, a write: %j', (error, read, write) => {
    for (const [kind, repeats] of [['read', read] as const, ['write', write] as const])
      expect(run([error], { kind }, repeats ? '10ms (x|)' : '#', error)).toBe(repeats ? 2 : 1);
  });

  it('waits longer each time, up to the longest wait', () => {
    expect(run([busy], {}, '10ms (x|)')).toBe(2);
    expect(run([busy, busy], {}, '30ms (x|)')).toBe(3);
    expect(run([busy, busy, busy, busy], { retries: 4 }, '120ms (x|)')).toBe(5); // 10 + 20 + 40 + 50
  });

  it('spreads the waits from zero (full jitter)', () => {
    run([busy, busy], { random: () => 0 }, '(x|)');
    run([busy, busy], { random: () => 0.5 }, '15ms (x|)');
  });

  it('waits at least Retry-After, and not at all for one beyond maxRetryDelay', () => {
    run([new HttpError('busy', 503, { retryAfter: 40 })], { random: () => 0 }, '40ms (x|)');
    const later = new HttpError('busy', 503, { retryAfter: 51 });
    expect(run([later], {}, '#', later)).toBe(1);
  });

  it('waits for the window of the rate limit even beyond maxRetryDelay, for writes too', () => {
    for (const kind of ['read', 'write'] as const)
      expect(run([new RateLimitError([], {})], { kind, onRateLimited: () => 10_000 }, '10s (x|)')).toBe(2);
  });

  it('ends with the refusal when its window is longer than maxRateLimitDelay', () => {
    const refused = new RateLimitError([], { limit: 50, window: 2_592_000_000 });
    const policy = { maxRateLimitDelay: 300_000, onRateLimited: () => 2_592_000_000 };
    for (const kind of ['read', 'write'] as const) expect(run([refused], { kind, ...policy }, '#', refused)).toBe(1);
    expect(run([refused], { ...policy, maxRateLimitDelay: Infinity }, '2592000s (x|)')).toBe(2);
  });

  it('waits as long as it should even beyond the longest timer of Node', () => {
    const month = 2_592_000_000;
    expect(run([busy], { retryDelay: month, maxRetryDelay: month }, '2592000s (x|)')).toBe(2);
    expect(run([busy, busy], { retryDelay: 1e12, maxRetryDelay: 1e12 }, `${2e12}ms (x|)`)).toBe(3);
  });

  it('does not repeat a divisible call after 504, and repeats its other failures', () => {
    const heavy = new HttpError('too heavy', 504);
    expect(run([heavy], { divisible: true }, '#', heavy)).toBe(1);
    expect(run([busy], { divisible: true }, '10ms (x|)')).toBe(2);
  });

  it('gives up with the last cause, without a wait after the last failure', () => {
    expect(run([busy, busy], { retries: 1 }, '10ms #', new MaxRetriesError(2, busy))).toBe(2);
    expect(run([busy], { retries: 0 }, '#', busy)).toBe(1);
  });

  it('counts attempts separately for each subscription', () => {
    let attempts = 0;
    new TestScheduler((actual, wanted) => expect(actual).toEqual(wanted)).run(({ expectObservable }) => {
      const source = defer(() => (++attempts % 2 === 1 ? throwError(() => busy) : of('x')));
      const retried = source.pipe(retryCall({ ...POLICY, retries: 1 }));
      expectObservable(retried).toBe('10ms (x|)');
      expectObservable(retried, '20ms ^').toBe('30ms (x|)');
    });
  });

  it('reports each retry', () => {
    const reported: unknown[] = [];
    run([busy, busy], { onRetry: (...facts) => reported.push(facts) }, '30ms (x|)');
    expect(reported).toEqual([
      [1, 10, busy],
      [2, 20, busy],
    ]);
  });
});

describe('retryWait', () => {
  const base = { attempt: 1, retryDelay: 1_000, maxRetryDelay: 30_000, minimum: 0, random: 1 };

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
    [{ retryDelay: 0, attempt: 5_000 }, 0],
    [{ retryDelay: 1e12, attempt: 3 }, 30_000],
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
    ['1.5', 1_500],
    ['0.0004', 1],
    ['.5', 500],
    ['2.', 2_000],
    ['99999999999', 99_999_999_999_000],
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
    ['Thursday, 01-Jan-26 12:00:30 GMT', 30_000],
    ['Monday, 01-Jan-80 12:00:00 GMT', 0],
    ['Wednesday, 01-Jan-76 12:00:00 GMT', Date.UTC(2076, 0, 1, 12) - Date.UTC(2026, 0, 1, 12)],
    ['Friday, 01-Jan-77 12:00:00 GMT', 0],
    ['Thu Jan  1 12:00:30 2026', 30_000],
    ['Mon Jan 12 12:00:00 2026', 11 * 86_400_000],
    ['thu, 01 jan 2026 12:00:30 gmt', 30_000],
    ['Thu, 01 Jan 2026 12:00:30.25 GMT', 30_250],
    ['Thu, 01 Jan 2126 12:00:00 GMT', Date.UTC(2126, 0, 1) - Date.UTC(2026, 0, 1)],
    ['Thu, 31 Foo 2026 12:00:30 GMT', undefined],
    ['Thu, 99 Jan 2026 12:00:30 GMT', undefined],
    ['1,5', undefined],
    ['1e3', undefined],
    ['NaN', undefined],
    ['Infinity', undefined],
    ['soon', undefined],
    ['', undefined],
    ['2026-01-01', undefined],
    [undefined, undefined],
  ])('parses %j as %j', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});
