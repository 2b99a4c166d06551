import { Observable, Subscriber } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createDemandValve } from '../../lib/streams/demand.js';
import { DEMAND_TAG, taggedSubscriber } from '../../lib/streams/demand.js';

describe('taggedSubscriber', () => {
  it('carries the demand under a registered symbol, and ends with the subscriber below', () => {
    const { demand } = createDemandValve(() => true);
    const below = new Subscriber<unknown>({
      next: () => undefined,
      error: () => undefined,
      complete: () => undefined,
    } as never);
    const seen: unknown[] = [];
    const tagged = taggedSubscriber<number>(demand, below, {
      next: (value) => seen.push(value),
      error: () => undefined,
      complete: () => seen.push('end'),
    });
    expect((tagged as unknown as Record<symbol, unknown>)[Symbol.for('rxoffers.demand')]).toBe(demand);
    expect(DEMAND_TAG).toBe(Symbol.for('rxoffers.demand'));
    let left = 0;
    new Observable<number>((subscriber) => {
      subscriber.next(1);
      return () => left++;
    }).subscribe(tagged);
    expect(seen).toEqual([1]);
    below.unsubscribe();
    expect(left).toBe(1);
  });
});
