import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDigests, type SeenConversion } from '../../../lib/managers/conversion-sync/digests.js';
import { shiftTime } from '../../../lib/managers/conversion-sync/wire-time.js';
import { soak } from '../../support/soak.js';

const START = '2024-01-01 00:00:00';
const HOUR = 60 * 60 * 1000;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A fingerprint that looks random. */
const fingerprintOf = (seed: number): string => {
  let state = (seed + 1) >>> 0;
  return Array.from({ length: 16 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return DIGITS[state >>> 26];
  }).join('');
};

const conversion = (index: number, hours: number | null, content = index): SeenConversion => {
  const time = hours === null ? null : shiftTime(START, Math.floor(hours * HOUR));
  return { key: `e${index}`, fingerprint: fingerprintOf(content), earliest: time, latest: time };
};

const tableOf = (all: readonly SeenConversion[], from = START) => {
  const table = createDigests(from);
  for (const one of all) table.add(one);
  return table;
};

const sorted = (digests: string): string[] => (digests.match(/.{16}/g) ?? []).sort();

describe('the digests of conversions', () => {
  const some = fc.array(fc.tuple(fc.nat(50), fc.option(fc.integer({ min: -40, max: 200 })), fc.nat(5)), {
    maxLength: 60,
  });
  const distinct = some.map((all) => [...new Map(all.map((one) => [one[0], conversion(...one)])).values()]);

  it('do not depend on the order, and those taken away leave nothing', () => {
    fc.assert(
      fc.property(distinct, distinct, (all, others) => {
        const table = tableOf([...all, ...others]);
        for (const one of others.toReversed()) table.remove(one);
        const plain = tableOf(all.toReversed());
        expect(sorted(table.encode().digests)).toEqual(sorted(plain.encode().digests));
      }),
      { numRuns: soak(100, 2_000) },
    );
  });

  it('come back from a checkpoint', () => {
    fc.assert(
      fc.property(distinct, (all) => {
        const table = tableOf(all);
        const stored = { from: START, updatedSince: null, ...table.encode() };
        expect(new Map(createDigests(START, stored).sums)).toEqual(new Map(table.sums));
      }),
      { numRuns: soak(100, 2_000) },
    );
  });

  it.each<[string, number, number]>([
    ['100,000 in a week', 100_000, 7 * 24],
    ['100,000 in a year', 100_000, 365 * 24],
    ['100,000 in an hour', 100_000, 1],
    ['20,000 that were updated', 20_000, -1],
    ['5,000 in twenty years', 5_000, 20 * 365 * 24],
  ])('fit into 64 KB, and tell all contents apart: %s', (_, count, hours) => {
    const place = (index: number): number => (hours < 0 ? -5 : (index * hours) / count);
    const all = Array.from({ length: count }, (_unused, index) => conversion(index, place(index)));
    const table = tableOf(all);
    const { digests } = table.encode();
    expect(digests.length).toBeLessThanOrEqual(62_400);
    // At least about half of the room is used.
    if (count >= 20_000) expect(digests.length).toBeGreaterThan(16 * 1_000);
    const { sums } = createDigests(START, { from: START, updatedSince: null, ...table.encode() });
    const changed = tableOf(all.map((one, index) => (index === 777 ? conversion(777, place(777), -1) : one)));
    const differing = [...changed.sums].filter(([bucket, sum]) => sums.get(bucket) !== sum);
    expect(differing).toHaveLength(1);
  });

  it('are one for each of some hundred conversions', () => {
    const all = Array.from({ length: 500 }, (_, index) => conversion(index, index / 3));
    expect(tableOf(all).sums.size).toBe(500);
  });

  it('leave out a conversion that may be on either side of the start', () => {
    const earliest = shiftTime(START, -HOUR);
    const unsure: SeenConversion = { key: 'e1', fingerprint: fingerprintOf(1), earliest, latest: START };
    expect(tableOf([unsure]).sums.size).toBe(0);
    expect(tableOf([{ ...unsure, latest: earliest }]).sums.size).toBe(1);
    expect(tableOf([{ ...unsure, earliest: START }]).sums.size).toBe(1);
  });
});
