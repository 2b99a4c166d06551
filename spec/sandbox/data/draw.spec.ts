import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFor, sharedRandomFor } from '../../../lib/sandbox/store/random.js';

const sample = (seed: number, name: string, index: number): string => randomFor(seed, name)(index).hex(32);

describe('drawsFor', () => {
  it('gives the same sequence for the same seed, name and index', () => {
    expect(sample(1, 'Offer', 3)).toBe(sample(1, 'Offer', 3));
  });

  it('gives another for another seed, name or index', () => {
    const all = [sample(1, 'Offer', 3), sample(2, 'Offer', 3), sample(1, 'Goal', 3), sample(1, 'Offer', 4)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('gives the known sequence, so that rows do not change from release to release', () => {
    expect(sample(1, 'Offer', 1)).toMatchInlineSnapshot(`"eff05c6c33a3c25c63926cc7048e2d58"`);
  });

  it('keeps within its bounds and reaches both', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(50), (seed, min, span) => {
        const value = randomFor(seed, 'x')(1).int(min, min + span);
        expect(value).toBeGreaterThanOrEqual(min);
        expect(value).toBeLessThanOrEqual(min + span);
      }),
    );
    const draw = randomFor(1, 'bounds')(1);
    expect(new Set(Array.from({ length: 100 }, () => draw.int(1, 3)))).toEqual(new Set([1, 2, 3]));
  });

  it('writes decimals with their places and picks from lists', () => {
    const draw = randomFor(1, 'x')(1);
    expect(draw.decimal(1, 2, 5)).toMatch(/^1\.\d{5}$/);
    expect(['a', 'b']).toContain(draw.pick(['a', 'b']));
    expect([draw.chance(0), draw.chance(1)]).toEqual([false, true]);
  });
});

describe('sharedDrawsFor', () => {
  it('gives the same sequences, one at a time', () => {
    const draws = sharedRandomFor(1, 'Offer');
    for (const index of [3, 1, 3]) expect(draws(index).hex(32)).toBe(sample(1, 'Offer', index));
    expect(draws(1)).toBe(draws(2));
  });
});
