import { describe, expect, it } from 'vitest';
import { checkRecord } from '../../lib/protocol/validate.js';

const NO_RECORDS = [null, undefined, 5, 'x', [], new Set(), new Map(), new Date(), () => ({})];

describe('checkRecord', () => {
  it('takes plain objects, also without a prototype', () => {
    const bare = Object.create(null) as object;
    expect(checkRecord('Data', bare)).toBe(bare);
    expect(checkRecord('Data', { a: 1 })).toEqual({ a: 1 });
  });

  it('refuses everything else, by name', () => {
    for (const value of NO_RECORDS) expect(() => checkRecord('Data', value)).toThrow(/^Data should be a plain object/);
  });
});
