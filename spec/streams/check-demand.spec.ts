import { describe, expect, it } from 'vitest';
import { checkDemand } from '../../lib/streams/demand.js';
import { createDemandValve } from '../../lib/streams/demand.js';

describe('checkDemand', () => {
  it('takes a demand, or none', () => {
    expect(() => checkDemand(createDemandValve(() => true).demand)).not.toThrow();
    expect(() => checkDemand(undefined)).not.toThrow();
  });

  it.each([null, true, {}, { wanted: true }, { wanted: true, whenWanted: 1 }, () => true])('refuses %s', (value) => {
    expect(() => checkDemand(value)).toThrow(TypeError);
  });
});
