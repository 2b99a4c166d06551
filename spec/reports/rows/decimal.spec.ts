import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  formatDecimal,
  parseDecimal,
} from '../../../lib/reports/rows/merge-rows.js';

const parse = (text: string): Decimal => {
  const decimal = parseDecimal(text);
  if (!decimal) throw new Error(`${text} is none`);
  return decimal;
};
const add = (left: string, right: string): string => formatDecimal(addDecimals(parse(left), parse(right)));

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 8 }))
  .map(([units, scale]): Decimal => ({ units, scale }));

describe('decimals', () => {
  it.each([
    ['0.1', '0.2', '0.3'],
    ['1.50', '2.5', '4.00'],
    ['-0.05', '0.02', '-0.03'],
    ['-1', '1', '0'],
    ['9007199254740993', '0.00001', '9007199254740993.00001'],
    ['0.00', '0', '0.00'],
  ])('adds %s and %s exactly', (left, right, sum) => expect(add(left, right)).toBe(sum));

  it('come back as they were written', () => {
    fc.assert(
      fc.property(decimal, (value) => {
        expect(parse(formatDecimal(value))).toEqual(value);
      }),
    );
  });

  it('add up whatever the order', () => {
    fc.assert(
      fc.property(fc.array(decimal, { minLength: 1 }), (values) => {
        const sum = (list: readonly Decimal[]): Decimal => list.reduce(addDecimals);
        expect(sum(values.toReversed())).toEqual(sum(values));
      }),
    );
  });

  it('compare by their value, not by how they are written', () => {
    expect(compareDecimals(parse('1.50'), parse('1.5'))).toBe(0);
    expect(compareDecimals(parse('9'), parse('10'))).toBe(-1);
    expect(compareDecimals(parse('-9'), parse('-10.1'))).toBe(1);
    expect(compareDecimals(parse('9007199254740993'), parse('9007199254740992.9'))).toBe(1);
  });

  it.each(['', '-', '.', '1.', '1e3', '1,000.00', '0x1', ' 1', 'NaN', '1.2.3'])('are not %j', (text) =>
    expect(parseDecimal(text)).toBeUndefined(),
  );
});
