import fc from 'fast-check';
import { map, of } from 'rxjs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  coerce,
  type CoerceKind,
  type CoerceKinds,
  type CoerceOptions,
  coercing,
  Offer,
  RxOffersError,
} from 'rxoffers';
import { collect } from '../../support/collect.js';
import { reportRow } from '../../support/coerce-rows.js';
import { soak } from '../../support/soak.js';

describe('coerce', () => {
  it('converts a flat row by its kinds, and leaves the row unchanged', () => {
    const row = { id: 7, cap: '12', paid: '1', payout: '1.50000', ends: '0000-00-00', name: 'One', note: null };
    const copy = { ...row };
    const kinds = { id: 'id', cap: 'int', paid: 'boolean01', payout: 'decimal', ends: 'date', gone: 'int' } as const;
    expect(coerce(row, kinds)).toEqual({
      id: '7',
      cap: 12,
      paid: true,
      payout: '1.50000',
      ends: null,
      name: 'One',
      note: null,
    });
    expect(row).toEqual(copy);
  });

  it('converts nested rows of reports, and other currencies like their column', () => {
    const kinds = { 'Stat.clicks': 'int', 'Stat.payout': 'decimal' } as const;
    const row = coerce(reportRow, kinds, { decimal: 'number' });
    expect(row).toEqual({
      Stat: { clicks: 12, payout: 1.5, 'payout@EUR': 1.38, date: '2024-01-31' },
      Offer: { name: 'One' },
    });
    expect(coerce({ 'Stat.clicks': '12' }, kinds)).toEqual({ 'Stat.clicks': 12 });
    expect(coerce({ Stat: null }, kinds)).toEqual({ Stat: null });
    expect(coerce({ Stat: ['1'] }, kinds)).toEqual({ Stat: ['1'] });
  });

  it('types the result by literals that are written in place', () => {
    const row = coerce(
      { clicks: '12', paid: '1', at: '2024-01-31 00:00:00' },
      {
        clicks: 'int',
        paid: 'boolean01',
        at: 'datetime',
      },
      { strict: true, datetime: (text) => new Date(`${text}Z`) },
    );
    expectTypeOf(row).toEqualTypeOf<{ clicks: number; paid: boolean; at: Date | null }>();
    expect(row.at?.getTime()).toBe(Date.UTC(2024, 0, 31));
  });

  it('leaves a value that is not of its kind, or refuses it by name when strict', () => {
    const kinds = { 'Stat.clicks': 'int' } as const;
    const row = { Stat: { clicks: 'abc' } };
    expect(coerce(row, kinds)).toEqual(row);
    expect(() => coerce(row, kinds, { strict: true })).toThrow(RxOffersError);
    expect(() => coerce(row, kinds, { strict: true })).toThrow(
      'Stat.clicks should hold a value of its kind, not "abc"',
    );
    expect(coerce({ Stat: { clicks: null } }, kinds, { strict: true })).toEqual({ Stat: { clicks: null } });
  });

  it('takes the wire fields of a model only', () => {
    const offer = new Offer(undefined as never, { id: '7', cap: '12' }, new Map([['Country', [{ id: '1' }]]]));
    const row: object = coerce(offer, { cap: 'int' });
    expect(row).toEqual({ id: '7', cap: 12 });
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });

  it('keeps a field whatever its name', () => {
    const row = JSON.parse('{"__proto__":"1","constructor":"2"}') as Record<string, string>;
    const made = coerce(row, JSON.parse('{"__proto__":"int"}') as CoerceKinds);
    expect(Object.entries(made)).toEqual([
      ['__proto__', 1],
      ['constructor', '2'],
    ]);
  });

  it('maps a stream by its curried form', async () => {
    const source = of({ clicks: '1' }, { clicks: '2' }).pipe(map(coercing({ clicks: 'int' }, { strict: true })));
    const rows = await collect(source);
    expectTypeOf(rows.map(({ clicks }) => clicks)).toEqualTypeOf<number[]>();
    expect(rows).toEqual([{ clicks: 1 }, { clicks: 2 }]);
  });

  it('prefers the kind of a currency to that of its column', () => {
    const row = { payout: '1', 'payout@EUR': '1', 'payout@USD': '1' };
    expect(coerce(row, { payout: 'int', 'payout@EUR': 'boolean01' })).toEqual({
      payout: 1,
      'payout@EUR': true,
      'payout@USD': 1,
    });
    expect(coerce({ Stat: { toString: '1' }, payout: '1' }, { 'Stat.payout': 'int' })).toEqual({
      Stat: { toString: '1' },
      payout: '1',
    });
  });

  it.each<[unknown, unknown, unknown, string]>([
    [null, {}, {}, 'row should be an object'],
    ['row', {}, {}, 'row should be an object'],
    [[], {}, {}, 'row should be an object'],
    [{}, null, {}, 'kinds should be'],
    [{}, new Map(), {}, 'kinds should be'],
    [{}, { a: 'integer' }, {}, 'the kind of a should be one of int, decimal'],
    [{}, { 'Stat.clicks': 'toString' }, {}, 'the kind of Stat.clicks should be one of'],
    [{}, { a: undefined }, {}, 'the kind of a should be one of'],
    [{}, {}, { decimals: 'number' }, 'options'],
    [{}, {}, { decimal: 'float' }, "decimal should be 'number' or a function"],
    [{}, {}, { date: 'iso' }, 'date should be a function'],
    [{}, {}, { datetime: 1 }, 'datetime should be a function'],
    [{}, {}, { bigint: 1 }, 'bigint should be true or false'],
    [{}, {}, { strict: 'yes' }, 'strict should be true or false'],
  ])('refuses coerce(%j, %j, %j)', (row, kinds, options, message) => {
    const call = (): object => coerce(row as object, kinds as CoerceKinds, options as CoerceOptions);
    expect(call).toThrow(TypeError);
    expect(call).toThrow(`coerce: ${message}`);
  });
});

const DATES = { date: (text: string) => `d ${text}`, datetime: (text: string) => `t ${text}` };
const TAGGED = { decimal: (text: string) => `<${text}>` };

describe('the kind', () => {
  const convert = (kind: string, value: string | number, options: CoerceOptions = {}): unknown =>
    coerce({ a: value }, { a: kind as CoerceKind }, { strict: true, ...options }).a;

  it.each<[string, string | number, unknown, CoerceOptions?]>([
    ['int', '12', 12],
    ['int', '-3', -3],
    ['int', '-0', 0],
    ['int', '9007199254740991', Number.MAX_SAFE_INTEGER],
    ['int', 5, 5],
    ['int', '9007199254740993', 9_007_199_254_740_993n, { bigint: true }],
    ['int', '-9007199254740993', -9_007_199_254_740_993n, { bigint: true }],
    ['int', '7', 7, { bigint: true }],
    ['boolean01', '0', false],
    ['boolean01', '1', true],
    ['boolean01', 0, false],
    ['boolean01', 1, true],
    ['decimal', '1.50000', '1.50000'],
    ['decimal', 1.5, 1.5],
    ['decimal', '1.50', 1.5, { decimal: 'number' }],
    ['decimal', '-0.00', 0, { decimal: 'number' }],
    ['decimal', '1.50', '<1.50>', TAGGED],
    ['decimal', 2, '<2>', TAGGED],
    ['date', '2024-02-29', '2024-02-29'],
    ['date', '0000-00-00', null],
    ['date', '0000-01-01', '0000-01-01'],
    ['date', '2024-00-00', '2024-00-00'],
    ['date', '2024-01-31', 'd 2024-01-31', DATES],
    ['datetime', '2024-02-29 23:59:59', '2024-02-29 23:59:59'],
    ['datetime', '0000-00-00 00:00:00', null],
    ['datetime', -62_169_966_000, null],
    ['datetime', '-62169984000', null],
    ['datetime', 1_473_838_381, 1_473_838_381],
    ['datetime', '2024-01-31 10:00:00', 't 2024-01-31 10:00:00', DATES],
    ['datetime', '0000-00-00 00:00:00', null, DATES],
    ['datetime', 5, 5, DATES],
    ['timestamp', '1473838381', 1_473_838_381],
    ['timestamp', 1_473_838_381, 1_473_838_381],
    ['timestamp', '-62169966000', null],
    ['timestamp', '0000-00-00 00:00:00', null],
    ['timestamp', -62_167_219_200, -62_167_219_200],
    ['timestamp', '0', 0],
    ['id', 472, '472'],
    ['id', '472', '472'],
    ['string', '1', '1'],
    ['enum', '1', '1'],
    ['array', '1', '1'],
    ['object', '1', '1'],
    ['plain', '1', '1'],
  ])('%s makes of %j the value %s', (kind, value, expected, options) => {
    expect(convert(kind, value, options)).toBe(expected);
  });

  it('knows the zero date in unix seconds in every time zone', () => {
    for (let hours = -12; hours <= 14; hours++) expect(convert('timestamp', -62_169_984_000 - hours * 3600)).toBeNull();
  });

  it.each<[string, string | number]>([
    ['int', 'abc'],
    ['int', ''],
    ['int', '1.5'],
    ['int', ' 1'],
    ['int', '0x10'],
    ['int', '1e3'],
    ['int', 1.5],
    ['int', '9007199254740993'],
    ['decimal', '1,50'],
    ['decimal', '.'],
    ['decimal', 'NaN'],
    ['boolean01', 'yes'],
    ['boolean01', 2],
    ['date', '29.02.2024'],
    ['date', '2024-02-29 00:00:00'],
    ['datetime', 'now'],
    ['timestamp', '2024-02-29 00:00:00'],
  ])('%s refuses %j when strict, and otherwise leaves it unchanged', (kind, value) => {
    expect(() => convert(kind, value)).toThrow(RxOffersError);
    expect(convert(kind, value, { strict: false })).toBe(value);
  });
});

const wire = fc.oneof(
  fc.constantFrom(null, '', 'abc', '0', '1', '0000-00-00', '0000-00-00 00:00:00', '2024-02-29', '-62169966000', 0, 1),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  fc.tuple(fc.integer(), fc.nat(99_999)).map(([whole, part]) => `${whole}.${String(part).padStart(5, '0')}`),
  fc.string(),
);
const kind = fc.constantFrom('int', 'decimal', 'boolean01', 'date', 'datetime', 'timestamp', 'id', 'string', 'enum');
const names = fc.constantFrom('a', 'b', 'c@EUR', 'd');

describe('coerce, whatever the row', () => {
  it('loses nothing: the result shows the text that went in, or is the null of a zero date', () => {
    fc.assert(
      fc.property(fc.dictionary(names, wire), fc.dictionary(names, kind), fc.boolean(), (row, kinds, bigint) => {
        const made = coerce(row, kinds as CoerceKinds, { bigint }) as Record<string, unknown>;
        expect(Object.keys(made)).toEqual(Object.keys(row));
        for (const [name, value] of Object.entries(row)) {
          const result = made[name];
          if (result === value) continue;
          if (result === null) expect(String(value)).toMatch(/^(0000-00-00|-62169)/);
          else if (typeof result === 'boolean') expect(String(value)).toBe(result ? '1' : '0');
          else if (typeof result === 'string') expect(result).toBe(String(value));
          else expect(BigInt(result as number | bigint)).toBe(BigInt(value as string));
        }
      }),
      { numRuns: soak(100, 1000) },
    );
  });

  it('leaves money a string unless asked', () => {
    fc.assert(
      fc.property(wire, (value) => {
        expect(coerce({ payout: value }, { payout: 'decimal' }).payout).toBe(value);
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.dictionary(names, wire), fc.dictionary(names, kind), (row, kinds) => {
        const once = coerce(row, kinds as CoerceKinds);
        expect(coerce(once, kinds as CoerceKinds)).toEqual(once);
      }),
    );
  });
});
