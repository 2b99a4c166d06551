import fc from 'fast-check';
import { defer, of, throwError, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type DayRange, daysIn } from '../../../lib/reports/dates.js';
import { RangeTooHeavy, splitByDate, splitMode } from '../../../lib/reports/flow/split-range.js';
import { createTimeZone } from '../../../lib/protocol/time-zone.js';
import { planReport } from '../../../lib/reports/query/plan-report.js';
import { collect, failureOf } from '../../support/collect.js';

const days = ({ first, last }: DayRange): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** A service that finds more than `most` days too heavy, and the ranges that were requested. */
const service = (most: number) => {
  const asked: string[] = [];
  const ask = (range: DayRange, divisible: boolean) =>
    defer(() => {
      asked.push(`${range.first}-${range.last}${divisible ? '' : '!'}`);
      return daysIn(range) > most ? throwError(() => new RangeTooHeavy(new Error('heavy'))) : of(...days(range));
    });
  return { ask, asked };
};

describe('splitByDate', () => {
  it('sends one request where nothing is too heavy', async () => {
    const { ask, asked } = service(31);
    expect(await collect(splitByDate([{ first: 1, last: 31 }], false, ask))).toEqual(days({ first: 1, last: 31 }));
    expect(asked).toEqual(['1-31']);
  });

  it('does not try a length again that was refused once', async () => {
    const { ask, asked } = service(4);
    await collect(splitByDate([{ first: 1, last: 16 }], false, ask));
    expect(asked).toEqual(['1-16', '1-8', '1-4', '5-8', '9-12', '13-16']);
  });

  it('requests a single day as one that cannot be split, and fails with it', async () => {
    const { ask, asked } = service(0);
    expect(await failureOf(splitByDate([{ first: 1, last: 4 }], false, ask))).toBeInstanceOf(RangeTooHeavy);
    expect(asked).toEqual(['1-4', '1-2', '1-1!']);
  });

  it('passes on other failures', async () => {
    const failure = new Error('other');
    expect(await failureOf(splitByDate([{ first: 1, last: 4 }], false, () => throwError(() => failure)))).toBe(failure);
  });

  it('starts again for each subscription', async () => {
    const { ask, asked } = service(8);
    const source = splitByDate([{ first: 1, last: 16 }], false, ask);
    await collect(source);
    await collect(source);
    expect(asked.filter((range) => range === '1-16')).toHaveLength(2);
  });

  it('emits every day once and in order, forwards and backwards', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 100 }),
        fc.boolean(),
        async (lengths, most, descending) => {
          let next = 0;
          const ranges = lengths.map((length) => ({ first: next, last: (next += length) - 1 }));
          const { ask } = service(most);
          const asParts = (range: DayRange, divisible: boolean) => ask(range, divisible).pipe(toArray());
          const parts = await collect(splitByDate(ranges, descending, asParts));
          const inOrder = descending ? parts.reverse() : parts;
          expect(inOrder.flat()).toEqual(days({ first: 0, last: next - 1 }));
          expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});

const UTC = createTimeZone('timeZone', 'UTC');

const mode = (method: string, query: Record<string, unknown>) =>
  splitMode(
    planReport(
      { target: 'Report', method },
      { dataStart: '2026-01-01', dataEnd: '2026-01-31', ...query },
      undefined,
      UTC,
    ),
  );

describe('splitMode', () => {
  it.each<[string, Record<string, unknown>, boolean]>([
    ['getConversions', { fields: ['Stat.payout'] }, false],
    ['getConversions', { fields: ['Stat.payout'], sort: '-Stat.datetime' }, true],
    ['getStats', { fields: ['Stat.date', 'Stat.ctr'] }, false],
    ['getStats', { fields: ['Stat.ctr'], groups: ['Stat.date'], sort: ['Stat.date', '-Stat.ctr'] }, false],
    ['getStats', { fields: ['Stat.date', 'Stat.ctr'], sort: ['-Stat.date', 'Stat.ctr'] }, true],
    ['getManagerCommissions', { fields: ['Stat.date', 'Stat.commission_amount'] }, false],
    ['getSubscriptions', { fields: ['Stat.date'] }, false],
  ])('chains the parts of %s %j', (method, query, descending) => {
    expect(mode(method, query)).toEqual({ kind: 'chain', descending });
  });

  it('merges sums over groups: the requested columns, hidden groups, and sums to sort by', () => {
    expect(
      mode('getStats', {
        fields: ['Stat.clicks', 'Offer.name'],
        groups: ['Stat.offer_id', 'Offer.name'],
        sort: ['-Stat.payout', 'Offer.name'],
      }),
    ).toEqual({ kind: 'merge', keys: ['Offer.name', 'Stat.offer_id'], sums: ['Stat.clicks', 'Stat.payout'] });
  });
});
