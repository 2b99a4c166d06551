import { describe, expect, it } from 'vitest';
import { createDemandValve } from '../../lib/streams/demand.js';

describe('the demand valve', () => {
  it('asks its condition anew at each look, and knows that it was heard', () => {
    let open = false;
    const { demand, ...valve } = createDemandValve(() => open);
    expect(valve.heard).toBe(false);
    expect(demand.wanted).toBe(false);
    open = true;
    expect(demand.wanted).toBe(true);
  });

  it('says that it was heard once somebody looked or waits', () => {
    const looked = createDemandValve(() => true);
    expect(looked.heard).toBe(false);
    expect(looked.demand.wanted).toBe(true);
    expect(looked.heard).toBe(true);
    const waited = createDemandValve(() => false);
    waited.demand.whenWanted(() => undefined);
    expect(waited.heard).toBe(true);
  });

  it('calls back once, when it is told and the condition holds', () => {
    let open = false;
    let calls = 0;
    const valve = createDemandValve(() => open);
    valve.demand.whenWanted(() => calls++);
    valve.notify();
    expect(calls).toBe(0);
    open = true;
    valve.notify();
    valve.notify();
    expect(calls).toBe(1);
  });

  it('calls back at once when something is wanted already', () => {
    let calls = 0;
    createDemandValve(() => true).demand.whenWanted(() => calls++);
    expect(calls).toBe(1);
  });

  it('forgets a callback, though the same one waits twice', () => {
    let open = false;
    let calls = 0;
    const valve = createDemandValve(() => open);
    const callback = (): void => void calls++;
    valve.demand.whenWanted(callback);
    valve.demand.whenWanted(callback)();
    open = true;
    valve.notify();
    expect(calls).toBe(1);
  });
});
