import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reference } from '../../../lib/sandbox/store/random.js';
import { eventId, randomFor, sharedRandomFor } from '../../../lib/sandbox/store/random.js';

const sample = (seed: number, name: string, index: number): string => randomFor(seed, name)(index).hex(32);

describe('randomFor', () => {
  it('gives one sequence for each seed, name and index', () => {
    expect(sample(1, 'Offer', 3)).toBe(sample(1, 'Offer', 3));
    const all = [sample(1, 'Offer', 3), sample(2, 'Offer', 3), sample(1, 'Goal', 3), sample(1, 'Offer', 4)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('gives the known sequence, so that rows do not change from release to release', () => {
    expect(sample(1, 'Offer', 1)).toMatchInlineSnapshot(`"eff05c6c33a3c25c63926cc7048e2d58"`);
  });

  it('keeps integers within their bounds and reaches both', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(50), (seed, min, span) => {
        const value = randomFor(seed, 'x')(1).int(min, min + span);
        expect(value).toBeGreaterThanOrEqual(min);
        expect(value).toBeLessThanOrEqual(min + span);
      }),
    );
    const random = randomFor(1, 'bounds')(1);
    expect(new Set(Array.from({ length: 100 }, () => random.int(1, 3)))).toEqual(new Set([1, 2, 3]));
  });

  it('writes decimals with their places, picks from lists and takes chances', () => {
    const random = randomFor(1, 'x')(1);
    expect(random.decimal(1, 2, 5)).toMatch(/^1\.\d{5}$/);
    expect(new Set(Array.from({ length: 50 }, () => random.pick(['a', 'b'])))).toEqual(new Set(['a', 'b']));
    expect([random.chance(0), random.chance(1)]).toEqual([false, true]);
  });
});

describe('sharedRandomFor', () => {
  it('gives the same sequences, one at a time', () => {
    const randomOf = sharedRandomFor(1, 'Offer');
    for (const index of [3, 1, 3]) expect(randomOf(index).hex(32)).toBe(sample(1, 'Offer', index));
    expect(randomOf(1)).toBe(randomOf(2));
  });
});

describe('eventId', () => {
  it('is a UUID that ends in the id of the row', () => {
    const randomOf = randomFor(1, 'x');
    expect(eventId(randomOf(3), 300)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-00000000012c$/);
    expect(eventId(randomOf(3), 300)).toBe(eventId(randomOf(3), 300));
  });
});

describe('reference', () => {
  it('is the id of any generated row, or null when there is none', () => {
    const randomOf = randomFor(1, 'x');
    const ids = Array.from({ length: 50 }, (_, index) => reference(randomOf(index), 3));
    expect(new Set(ids)).toEqual(new Set(['1', '2', '3']));
    expect(reference(randomOf(1), 0)).toBeNull();
  });
});
