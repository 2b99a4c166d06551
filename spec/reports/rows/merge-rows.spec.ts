import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import {
  addDecimals,
  compareDecimals,
  createCellSums,
  createRowMerger,
  type Decimal,
  formatDecimal,
  parseDecimal,
  rowOrder,
} from '../../../lib/reports/rows/merge-rows.js';
import type { Cell, WireRow } from '../../../lib/reports/rows/rows.js';

const parse = (text: string): Decimal => {
  const decimal = parseDecimal(text);
  if (!decimal) throw new Error(`${text} is not a decimal`);
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

  it('round-trip through text', () => {
    fc.assert(
      fc.property(decimal, (value) => {
        expect(parse(formatDecimal(value))).toEqual(value);
      }),
    );
  });

  it('add up to the same in any order', () => {
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

const sum = (fields: readonly string[], rows: readonly WireRow[]): WireRow => {
  const sums = createCellSums(fields);
  rows.forEach(sums.add);
  return sums.result();
};

describe('createCellSums', () => {
  it('adds exactly, and keeps the decimals', () => {
    const rows = Array.from({ length: 10 }, () => ({ Stat: { payout: '0.10', clicks: '9007199254740991' } }));
    expect(sum(['Stat.payout', 'Stat.clicks'], rows)).toEqual({
      Stat: { payout: '1.00', clicks: '90071992547409910' },
    });
  });

  it('adds other currencies of its columns, and no other column', () => {
    const row = { Stat: { payout: '1', 'payout@EUR': '0.5', revenue: '3', 'revenue@EUR': '4' }, Offer: { name: 'x' } };
    expect(sum(['Stat.payout'], [row, row])).toEqual({ Stat: { payout: '2', 'payout@EUR': '1.0' } });
  });

  it('ignores nulls, and is null where there is nothing else', () => {
    expect(
      sum(
        ['Stat.payout', 'Stat.clicks'],
        [{ Stat: { payout: null, clicks: null } }, { Stat: { payout: '2', clicks: null } }],
      ),
    ).toEqual({
      Stat: { payout: '2', clicks: null },
    });
  });

  it('is empty without rows', () => expect(sum(['Stat.clicks'], [])).toEqual({}));

  it('refuses a cell that is not a number', () => {
    expect(() => sum(['Stat.payout'], [{ Stat: { payout: '1,5' } }])).toThrow(ProtocolError);
  });
});

describe('createRowMerger', () => {
  it('adds up rows with the same keys, in the order in which groups first come', () => {
    const merger = createRowMerger(['Offer.name', 'Stat.source'], ['Stat.clicks']);
    merger.add({ Offer: { name: 'B' }, Stat: { source: 'x', clicks: '1' } });
    merger.add({ Offer: { name: 'A' }, Stat: { source: 'x', clicks: '2' } });
    merger.add({ Offer: { name: 'B' }, Stat: { source: 'x', clicks: '3' } });
    expect(merger.rows()).toEqual([
      { Offer: { name: 'B' }, Stat: { source: 'x', clicks: '4' } },
      { Offer: { name: 'A' }, Stat: { source: 'x', clicks: '2' } },
    ]);
  });

  it('tells keys apart that look alike when joined, and null from an empty text', () => {
    const merger = createRowMerger(['A.x', 'A.y'], ['S.n']);
    for (const [x, y] of [
      ['a,b', 'c'],
      ['a', 'b,c'],
      [null, 'c'],
      ['', 'c'],
    ] as const)
      merger.add({ A: { x, y }, S: { n: '1' } });
    expect(merger.rows()).toHaveLength(4);
  });

  it('makes one row without keys', () => {
    const merger = createRowMerger([], ['Stat.clicks']);
    merger.add({ Stat: { clicks: '1' } });
    merger.add({ Stat: { clicks: '2' } });
    expect(merger.rows()).toEqual([{ Stat: { clicks: '3' } }]);
  });

  it('has no rows without input', () => expect(createRowMerger([], ['Stat.clicks']).rows()).toEqual([]));
});

const sorted = (column: string, cells: readonly Cell[], descending = false): Cell[] =>
  cells
    .map((cell) => ({ Stat: { [column]: cell } }))
    .sort(rowOrder([{ field: `Stat.${column}`, descending }]))
    .map(({ Stat }) => Stat[column] ?? null);

describe('rowOrder', () => {
  it('compares numbers exactly, nulls first', () => {
    expect(sorted('payout', ['10', '9.5', null, '9.50', '-1'])).toEqual([null, '-1', '9.5', '9.50', '10']);
    expect(sorted('offer_id', ['9007199254740993', '9007199254740992'])).toEqual([
      '9007199254740992',
      '9007199254740993',
    ]);
    expect(sorted('clicks', ['2', null, '10'], true)).toEqual(['10', '2', null]);
  });

  it('compares text regardless of case, and cells that are not numbers as text', () => {
    expect(sorted('source', ['b', 'A', 'a10', 'a9', null])).toEqual([null, 'A', 'a10', 'a9', 'b']);
    expect(sorted('clicks', ['x', '3'])).toEqual(['3', 'x']);
  });

  it('compares the next column where one is equal', () => {
    const rows = [
      { Stat: { clicks: '1', payout: '2' } },
      { Stat: { clicks: '1', payout: '3' } },
      { Stat: { clicks: '0', payout: '1' } },
    ];
    const order = rowOrder([
      { field: 'Stat.clicks', descending: false },
      { field: 'Stat.payout', descending: true },
    ]);
    expect(rows.sort(order).map(({ Stat }) => Stat.payout)).toEqual(['1', '3', '2']);
  });

  it('keeps the order without a sort', () => expect(rowOrder([])({}, {})).toBe(0));
});
