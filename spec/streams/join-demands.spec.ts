import { describe, expect, it } from 'vitest';
import { createDemandValve } from '../../lib/streams/demand.js';
import { joinDemands } from '../../lib/streams/demand.js';

const setUp = () => {
  const open = { first: false, second: false };
  const first = createDemandValve(() => open.first);
  const second = createDemandValve(() => open.second);
  return { open, first, second, joined: joinDemands(first.demand, second.demand) };
};

describe('joinDemands', () => {
  it('wants while both do, and lets both know that they are heard', () => {
    const { open, first, second, joined } = setUp();
    expect(joined.wanted).toBe(false);
    expect(first.heard && second.heard).toBe(true);
    open.first = true;
    expect(joined.wanted).toBe(false);
    open.second = true;
    expect(joined.wanted).toBe(true);
  });

  it.each([
    ['first', 'second'],
    ['second', 'first'],
  ] as const)('calls back once the %s and then the %s want', (one, other) => {
    const { open, joined, ...valves } = setUp();
    let calls = 0;
    joined.whenWanted(() => calls++);
    open[one] = true;
    valves[one].notify();
    expect(calls).toBe(0);
    open[other] = true;
    valves[other].notify();
    valves[one].notify();
    expect(calls).toBe(1);
  });

  it('forgets its callback, whichever it waits for', () => {
    const { open, first, second, joined } = setUp();
    let calls = 0;
    const forget = joined.whenWanted(() => calls++);
    open.first = true;
    first.notify();
    forget();
    open.second = true;
    second.notify();
    expect(calls).toBe(0);
  });
});
