import fc from 'fast-check';
import { map, of } from 'rxjs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { coerce, type CoerceKinds, type CoerceOptions, coercing, RxOffersError } from 'rxoffers';
import { RecordModel } from '../../../lib/models/model.js';
import { collect } from '../../support/collect.js';
import { reportRow } from '../../support/coerce-rows.js';

describe('coerce', () => {
  it('makes of a flat row what its kinds say, and leaves the row as it is', () => {
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

  it('reaches into the rows of reports, and lets other currencies follow their column', () => {
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

  it('types what comes out by literals that are written in place', () => {
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

  it('leaves what is not of its kind, or refuses it when strict, by its name', () => {
    const kinds = { 'Stat.clicks': 'int' } as const;
    const row = { Stat: { clicks: 'abc' } };
    expect(coerce(row, kinds)).toEqual(row);
    expect(() => coerce(row, kinds, { strict: true })).toThrow(RxOffersError);
    expect(() => coerce(row, kinds, { strict: true })).toThrow('Stat.clicks does not hold what its kind says: "abc"');
    expect(coerce({ Stat: { clicks: null } }, kinds, { strict: true })).toEqual({ Stat: { clicks: null } });
  });

  it('takes the wire fields of a model', () => {
    const offer = new RecordModel('Offer', { id: '7', cap: '12' }, new Map([['Country', [{ id: '1' }]]]));
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

  it.each<[unknown, unknown, unknown]>([
    [null, {}, {}],
    ['row', {}, {}],
    [[], {}, {}],
    [{}, null, {}],
    [{}, { a: 'integer' }, {}],
    [{}, {}, { decimals: 'number' }],
    [{}, {}, { decimal: 'float' }],
    [{}, {}, { date: 'iso' }],
    [{}, {}, { datetime: 1 }],
    [{}, {}, { bigint: 1 }],
    [{}, {}, { strict: 'yes' }],
  ])('refuses coerce(%j, %j, %j)', (row, kinds, options) => {
    expect(() => coerce(row as object, kinds as CoerceKinds, options as CoerceOptions)).toThrow(TypeError);
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
  it('loses nothing: what comes out shows the text that went in, or is the null of a zero date', () => {
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
      { numRuns: 1000 },
    );
  });

  it('never makes a number of money unless asked', () => {
    fc.assert(
      fc.property(wire, (value) => {
        expect(coerce({ payout: value }, { payout: 'decimal' }).payout).toBe(value);
      }),
    );
  });

  it('is the same the second time', () => {
    fc.assert(
      fc.property(fc.dictionary(names, wire), fc.dictionary(names, kind), (row, kinds) => {
        const once = coerce(row, kinds as CoerceKinds);
        expect(coerce(once, kinds as CoerceKinds)).toEqual(once);
      }),
    );
  });
});
