import { defer, of, throwError } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { ConnectionError, HttpError, MaxRetriesError, RateLimitError } from 'rxoffers';
import { retryCall, type RetryPolicy } from '../../lib/transport/retry.js';

const run = (errors: readonly Error[], policy: Partial<RetryPolicy>, expected: string, failure?: Error): number => {
  let attempts = 0;
  new TestScheduler((actual, wanted) => expect(actual).toEqual(wanted)).run(({ expectObservable }) => {
    const source = defer(() => {
      const error = errors[attempts++];
      return error ? throwError(() => error) : of('x');
    });
    const full: RetryPolicy = {
      kind: 'read',
      retries: 3,
      retryDelay: 10,
      maxRetryDelay: 50,
      refused: () => 0,
      random: () => 1,
      ...policy,
    };
    expectObservable(source.pipe(retryCall(full))).toBe(expected, undefined, failure);
  });
  return attempts;
};

const busy = new HttpError('busy', 503);
const limit = new RateLimitError([], {});

describe('retryCall', () => {
  it('waits longer each time, up to the longest wait', () => {
    expect(run([busy], {}, '10ms (x|)')).toBe(2);
    expect(run([busy, busy], {}, '30ms (x|)')).toBe(3);
    expect(run([busy, busy, busy, busy], { retries: 4 }, '120ms (x|)')).toBe(5); // 10 + 20 + 40 + 50
  });

  it('spreads the waits from zero (full jitter)', () => {
    run([busy, busy], { random: () => 0 }, '(x|)');
    run([busy, busy], { random: () => 0.5 }, '15ms (x|)');
  });

  it('takes Retry-After for a minimum', () => {
    run([new HttpError('busy', 503, { retryAfter: 40 })], { random: () => 0 }, '40ms (x|)');
    const later = new HttpError('busy', 503, { retryAfter: 51 });
    expect(run([later], {}, '#', later)).toBe(1);
  });

  it('waits for the window of the rate limit, though it is longer than the longest wait (row 145), for writes too', () => {
    run([limit], { refused: () => 10_000 }, '10s (x|)');
    expect(run([limit], { kind: 'write', refused: () => 10_000 }, '10s (x|)')).toBe(2);
  });

  it('does not repeat what the caller will cut into parts after a 504, and repeats other failures of it', () => {
    const heavy = new HttpError('too heavy', 504);
    expect(run([heavy], { divisible: true }, '#', heavy)).toBe(1);
    expect(run([busy], { divisible: true }, '10ms (x|)')).toBe(2);
    expect(run([heavy], { divisible: false }, '10ms (x|)')).toBe(2);
  });

  it('gives up with the last cause, and waits no more after the last failure (section 2.12)', () => {
    expect(run([busy, busy], { retries: 1 }, '10ms #', new MaxRetriesError(2, busy))).toBe(2);
    expect(run([busy], { retries: 0 }, '#', busy)).toBe(1);
  });

  it('repeats a write only when it surely was not sent', () => {
    const reset = new ConnectionError('reset', { code: 'ECONNRESET', unsent: false });
    const refused = new ConnectionError('refused', { code: 'ECONNREFUSED', unsent: true });
    expect(run([reset], { kind: 'write' }, '#', reset)).toBe(1);
    expect(run([refused], { kind: 'write' }, '10ms (x|)')).toBe(2);
  });

  it('counts attempts anew for each subscription', () => {
    let attempts = 0;
    new TestScheduler((actual, wanted) => expect(actual).toEqual(wanted)).run(({ expectObservable }) => {
      const source = defer(() => (++attempts % 2 === 1 ? throwError(() => busy) : of('x')));
      const retried = source.pipe(
        retryCall({ kind: 'read', retries: 1, retryDelay: 10, maxRetryDelay: 50, refused: () => 0, random: () => 1 }),
      );
      expectObservable(retried).toBe('10ms (x|)');
      expectObservable(retried, '20ms ^').toBe('30ms (x|)');
    });
  });

  it('tells about each retry', () => {
    const told: unknown[] = [];
    run([busy, busy], { onRetry: (...facts) => told.push(facts) }, '30ms (x|)');
    expect(told).toEqual([
      [1, 10, busy],
      [2, 20, busy],
    ]);
  });
});
