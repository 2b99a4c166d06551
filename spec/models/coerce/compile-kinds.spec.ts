import { describe, expect, it } from 'vitest';
import { compileKinds } from '../../../lib/models/coerce.js';

describe('compileKinds', () => {
  const { converterAt, reachesBelow } = compileKinds({ id: 'int', 'Stat.payout': 'boolean01', 'a.b.c': 'int' }, {});

  it('finds the converter of a field, also of one in another currency', () => {
    expect(converterAt('id')?.('1')).toBe(1);
    expect(converterAt('Stat.payout')?.('1')).toBe(true);
    expect(converterAt('Stat.payout@EUR')?.('1')).toBe(true);
    expect(converterAt('payout')).toBeUndefined();
    expect(converterAt('toString')).toBeUndefined();
  });

  it('prefers what is said of a currency itself', () => {
    const own = compileKinds({ payout: 'int', 'payout@EUR': 'boolean01' }, {});
    expect(own.converterAt('payout@EUR')?.('1')).toBe(true);
    expect(own.converterAt('payout@USD')?.('1')).toBe(1);
  });

  it('knows which fields lead to others', () => {
    expect(['id', 'Stat', 'a', 'a.b', 'a.b.c', 'constructor'].map(reachesBelow)).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it.each([null, [], 'int', new Map()])('refuses %s for kinds', (kinds) => {
    expect(() => compileKinds(kinds, {})).toThrow(TypeError);
  });
});
