import { describe, expect, it } from 'vitest';
import { HttpError, MaxRetriesError, TimeoutError } from 'rxoffers';
import { createAttemptBudget, Interruption } from '../../../lib/raw-logs/download/download-options.js';

const error = new Error('broke');
const broke = new Interruption(error);
const retry = { retries: 2, retryDelay: 100, maxRetryDelay: 1000, random: () => 1 };

describe('createAttemptBudget', () => {
  it('waits longer each time, then gives up with the last failure', () => {
    const budget = createAttemptBudget(retry);
    const waits = [1, 2].map(() => (budget.opened(), budget.spend(broke, false)));
    expect(waits).toEqual([100, 200]);
    budget.opened();
    expect(() => budget.spend(broke, false)).toThrow(MaxRetriesError);
    expect(() => budget.spend(broke, false)).toThrow('after 3 attempts');
  });

  it('starts over when new bytes arrive', () => {
    const budget = createAttemptBudget(retry);
    for (let round = 0; round < 10; round += 1) {
      expect(budget.spend(broke, false)).toBe(100);
      expect(budget.spend(broke, false)).toBe(200);
      budget.progressed(1);
    }
  });

  it.each([
    [1, true],
    [1_023, true],
    [1_024, false],
  ])('ends a download whose attempts bring %i bytes each: %s', (bytes, ends) => {
    const budget = createAttemptBudget(retry);
    const run = (): void => {
      for (let attempt = 0; attempt < 500; attempt += 1) {
        budget.opened();
        budget.progressed(bytes);
        budget.spend(broke, false);
      }
    };
    if (ends) expect(run).toThrow(new MaxRetriesError(101, error));
    else expect(run).not.toThrow();
  });

  it('does not start over for a download that is too slow, until it has brought many bytes', () => {
    const slow = new Interruption(new TimeoutError('slow', 'rate', 60_000));
    const budget = createAttemptBudget(retry);
    const drip = (bytes: number): number => {
      budget.progressed(bytes);
      return budget.spend(slow, false);
    };
    expect([drip(9_000), drip(9_000), drip(2_000_000), drip(9_000)]).toEqual([100, 200, 100, 200]);
    expect(() => drip(9_000)).toThrow(MaxRetriesError);
  });

  it('neither counts nor delays a free attempt, even without retries', () => {
    const budget = createAttemptBudget({ ...retry, retries: 0 });
    for (let round = 0; round < 5; round += 1) expect(budget.spend(broke, true)).toBe(0);
    expect(() => budget.spend(broke, false)).toThrow(error);
  });

  it('waits at least as long as the server asks, and gives up when that is too long', () => {
    const budget = createAttemptBudget(retry);
    expect(budget.spend(new Interruption(error, 700), false)).toBe(700);
    const busy = new HttpError('busy', 503, { retryAfter: 2000 });
    expect(() => budget.spend(new Interruption(busy, 2000), false)).toThrow(busy);
  });
});
