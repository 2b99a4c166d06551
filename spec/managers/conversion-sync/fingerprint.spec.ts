import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../../lib/managers/conversion-sync/tracker.js';
import { RecordModel } from '../../../lib/models/model.js';

describe('fingerprint', () => {
  it('is the same for the same fields in any order, and another for others', () => {
    const one = fingerprint({ id: '1', payout: '2' });
    expect(one).toMatch(/^[\w-]{16}$/);
    expect(fingerprint({ payout: '2', id: '1' })).toBe(one);
    const others = [{ id: '1', payout: '3' }, { id: '1' }, { id: '1', payout: 2 }, { id: '1', payout: null }];
    expect(new Set([one, ...others.map(fingerprint)]).size).toBe(5);
  });

  it('does not take two fields for one', () => {
    expect(fingerprint({ a: '1","b', b: '' })).not.toBe(fingerprint({ a: '1', b: ',"b' }));
  });

  it('sees into Maps, which JSON does not', () => {
    expect(fingerprint({ a: new Map([['1', 'x']]) })).not.toBe(fingerprint({ a: new Map([['1', 'y']]) }));
  });

  it('takes of a model its wire fields', () => {
    expect(fingerprint(new RecordModel('Conversion', { id: '1' }))).toBe(fingerprint({ id: '1' }));
  });
});
