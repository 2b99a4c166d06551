import type { Subscriber } from 'rxjs';
import { Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { checkDemand, createDemandValve, findDemand, joinDemands, taggedSubscriber } from '../../lib/streams/demand.js';

/** A valve that the test opens and closes, with a count of the callbacks of one wait. */
const setUp = () => {
  const state = { open: false, calls: 0 };
  const valve = createDemandValve(() => state.open);
  const open = (): void => {
    state.open = true;
    valve.notify();
  };
  return { state, valve, open, wait: () => valve.demand.whenWanted(() => state.calls++) };
};

describe('a demand valve', () => {
  it('evaluates its condition on every read', () => {
    const { state, valve } = setUp();
    expect(valve.demand.wanted).toBe(false);
    state.open = true;
    expect(valve.demand.wanted).toBe(true);
  });

  it('knows whether a source has read the demand or waits for it', () => {
    const read = setUp();
    expect(read.valve.heard).toBe(false);
    expect(read.valve.demand.wanted).toBe(false);
    expect(read.valve.heard).toBe(true);
    const waiting = setUp();
    waiting.wait();
    expect(waiting.valve.heard).toBe(true);
  });

  it('calls back once, when it is notified and something is wanted', () => {
    const { state, valve, open, wait } = setUp();
    wait();
    valve.notify();
    expect(state.calls).toBe(0);
    open();
    open();
    expect(state.calls).toBe(1);
    wait();
    expect(state.calls).toBe(2);
  });

  it('cancels one wait, even if the same callback waits twice', () => {
    const { state, valve, open } = setUp();
    const callback = (): void => void state.calls++;
    valve.demand.whenWanted(callback);
    valve.demand.whenWanted(callback)();
    open();
    expect(state.calls).toBe(1);
  });
});

describe('the callbacks of a demand', () => {
  it('are not called once they are cancelled, even by one that is called with them', () => {
    const { valve, open, state } = setUp();
    let cancelSecond = (): void => undefined;
    valve.demand.whenWanted(() => cancelSecond());
    cancelSecond = valve.demand.whenWanted(() => state.calls++);
    open();
    expect(state.calls).toBe(0);
  });

  it('wait for the next time where one uses up the demand', () => {
    const { valve, open, state } = setUp();
    valve.demand.whenWanted(() => void (state.open = false));
    valve.demand.whenWanted(() => state.calls++);
    open();
    expect(state.calls).toBe(0);
    open();
    expect(state.calls).toBe(1);
  });
});

describe('two joined demands', () => {
  const setUpBoth = () => {
    const [first, second] = [setUp(), setUp()];
    return { first, second, joined: joinDemands(first.valve.demand, second.valve.demand) };
  };

  it('want something while both do, and both learn that a source follows them', () => {
    const { first, second, joined } = setUpBoth();
    expect(joined.wanted).toBe(false);
    expect([first.valve.heard, second.valve.heard]).toEqual([true, true]);
    first.open();
    expect(joined.wanted).toBe(false);
    second.open();
    expect(joined.wanted).toBe(true);
  });

  it.each([
    ['first', 'second'],
    ['second', 'first'],
  ] as const)('call back when the %s and then the %s one want something', (one, other) => {
    const { joined, ...valves } = setUpBoth();
    let calls = 0;
    joined.whenWanted(() => calls++);
    valves[one].open();
    expect(calls).toBe(0);
    valves[other].open();
    valves[one].open();
    expect(calls).toBe(1);
    joined.whenWanted(() => calls++)();
    expect(calls).toBe(2);
  });

  it('cancel a wait, whichever of them it waits for', () => {
    const { first, second, joined } = setUpBoth();
    let calls = 0;
    const cancel = joined.whenWanted(() => calls++);
    first.open();
    cancel();
    second.open();
    expect(calls).toBe(0);
  });
});

describe('a subscriber with a demand', () => {
  const createBelow = (): Subscriber<unknown> => new Observable<unknown>().subscribe() as Subscriber<unknown>;

  it('is found by a source upstream, passes on the elements, and is closed with the subscriber below', () => {
    const { demand } = createDemandValve(() => true);
    const below = createBelow();
    const seen: unknown[] = [];
    const tagged = taggedSubscriber<number>(demand, below, {
      next: (value) => seen.push(value),
      error: () => undefined,
      complete: () => undefined,
    });
    let closed = 0;
    new Observable<number>((subscriber) => {
      expect(findDemand(subscriber)).toBe(demand);
      subscriber.next(1);
      return () => closed++;
    }).subscribe(tagged);
    // The registered symbol makes it work across two copies of this package.
    expect((tagged as unknown as Record<symbol, unknown>)[Symbol.for('rxoffers.demand')]).toBe(demand);
    expect(seen).toEqual([1]);
    below.unsubscribe();
    expect(closed).toBe(1);
  });

  it('is not needed: without one everything is wanted at once', () => {
    const demand = findDemand(createBelow());
    expect(demand.wanted).toBe(true);
    let calls = 0;
    demand.whenWanted(() => calls++)();
    expect(calls).toBe(1);
  });
});

describe('checkDemand', () => {
  it('accepts a demand, or none', () => {
    expect(() => checkDemand(createDemandValve(() => true).demand)).not.toThrow();
    expect(() => checkDemand(undefined)).not.toThrow();
  });

  it.each([null, true, {}, { wanted: true }, { wanted: true, whenWanted: 1 }, () => true])('refuses %s', (value) => {
    expect(() => checkDemand(value, 'Offer.findAll: demand')).toThrow(
      new TypeError('Offer.findAll: demand should be the one that iterate() gives'),
    );
  });
});
