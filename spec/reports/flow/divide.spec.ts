import fc from 'fast-check';
import { defer, of, throwError, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { daysIn, type DayRange } from '../../../lib/reports/dates.js';
import { splitByDate } from '../../../lib/reports/flow/split-range.js';
import { RangeTooHeavy } from '../../../lib/reports/flow/split-range.js';
import { collect, failureOf } from '../../support/collect.js';

const days = ({ first, last }: DayRange): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** A service that finds more than `most` days too heavy, and what it was asked. */
const service = (most: number) => {
  const asked: string[] = [];
  const ask = (range: DayRange, divisible: boolean) =>
    defer(() => {
      asked.push(`${range.first}-${range.last}${divisible ? '' : '!'}`);
      return daysIn(range) > most ? throwError(() => new RangeTooHeavy(new Error('heavy'))) : of(...days(range));
    });
  return { ask, asked };
};

describe('divide', () => {
  it('asks once where nothing is too heavy', async () => {
    const { ask, asked } = service(31);
    expect(await collect(splitByDate([{ first: 1, last: 31 }], false, ask))).toEqual(days({ first: 1, last: 31 }));
    expect(asked).toEqual(['1-31']);
  });

  it('does not try a length again that was refused once', async () => {
    const { ask, asked } = service(4);
    await collect(splitByDate([{ first: 1, last: 16 }], false, ask));
    expect(asked).toEqual(['1-16', '1-8', '1-4', '5-8', '9-12', '13-16']);
  });

  it('asks for a single day as what cannot be cut, and fails with it', async () => {
    const { ask, asked } = service(0);
    expect(await failureOf(splitByDate([{ first: 1, last: 4 }], false, ask))).toBeInstanceOf(RangeTooHeavy);
    expect(asked).toEqual(['1-4', '1-2', '1-1!']);
  });

  it('leaves other failures as they are', async () => {
    const failure = new Error('other');
    expect(await failureOf(splitByDate([{ first: 1, last: 4 }], false, () => throwError(() => failure)))).toBe(failure);
  });

  it('learns anew for each subscription', async () => {
    const { ask, asked } = service(8);
    const source = splitByDate([{ first: 1, last: 16 }], false, ask);
    await collect(source);
    await collect(source);
    expect(asked.filter((range) => range === '1-16')).toHaveLength(2);
  });

  it('emits every day once and in order, whatever is too heavy, forwards and backwards', async () => {
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
