import { describe, expect, it } from 'vitest';
import type { CoerceOptions } from 'rxoffers';
import { converterOf, MISFIT } from '../../../lib/models/coerce.js';

const convert = (kind: string, value: string | number, options: CoerceOptions = {}): unknown =>
  converterOf('field', kind, options)?.(value);

describe('converterOf', () => {
  it.each<[string, string | number, unknown]>([
    ['int', '12', 12],
    ['int', '-3', -3],
    ['int', '-0', 0],
    ['int', '9007199254740991', Number.MAX_SAFE_INTEGER],
    ['int', 5, 5],
    ['boolean01', '0', false],
    ['boolean01', '1', true],
    ['boolean01', 0, false],
    ['boolean01', 1, true],
    ['decimal', '1.50000', '1.50000'],
    ['decimal', 1.5, 1.5],
    ['date', '2024-02-29', '2024-02-29'],
    ['date', '0000-00-00', null],
    ['datetime', '2024-02-29 23:59:59', '2024-02-29 23:59:59'],
    ['datetime', '0000-00-00 00:00:00', null],
    ['datetime', -62_169_966_000, null],
    ['datetime', '-62169984000', null],
    ['datetime', 1_473_838_381, 1_473_838_381],
    ['timestamp', '1473838381', 1_473_838_381],
    ['timestamp', 1_473_838_381, 1_473_838_381],
    ['timestamp', '-62169966000', null],
    ['timestamp', '0000-00-00 00:00:00', null],
    ['id', 472, '472'],
    ['id', '472', '472'],
  ])('makes of %s %j %j', (kind, value, expected) => {
    expect(convert(kind, value)).toBe(expected);
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
  ])('finds that %s is not what %j is', (kind, value) => {
    expect(convert(kind, value)).toBe(MISFIT);
  });

  it('makes a bigint of what a number cannot hold, when asked', () => {
    expect(convert('int', '9007199254740993', { bigint: true })).toBe(9_007_199_254_740_993n);
    expect(convert('int', '-9007199254740993', { bigint: true })).toBe(-9_007_199_254_740_993n);
    expect(convert('int', '7', { bigint: true })).toBe(7);
  });

  it('makes of decimals what it is told to', () => {
    expect(convert('decimal', '1.50', { decimal: 'number' })).toBe(1.5);
    expect(convert('decimal', '-0.00', { decimal: 'number' })).toBe(0);
    expect(convert('decimal', '1.50', { decimal: (text) => `<${text}>` })).toBe('<1.50>');
    expect(convert('decimal', 2, { decimal: (text) => `<${text}>` })).toBe('<2>');
  });

  it('makes of dates and times what it is told to, of zero dates nothing', () => {
    const options = { date: (text: string) => `d ${text}`, datetime: (text: string) => `t ${text}` };
    expect(convert('date', '2024-01-31', options)).toBe('d 2024-01-31');
    expect(convert('datetime', '2024-01-31 10:00:00', options)).toBe('t 2024-01-31 10:00:00');
    expect(convert('datetime', '0000-00-00 00:00:00', options)).toBeNull();
    expect(convert('datetime', 5, options)).toBe(5);
  });

  it.each(['string', 'enum', 'array', 'object', 'plain'])('leaves a %s alone', (kind) => {
    expect(converterOf('field', kind, {})).toBeUndefined();
  });

  it.each([['integer'], ['toString'], [undefined], [1]])('refuses the kind %s, and names the field', (kind) => {
    expect(() => converterOf('Stat.clicks', kind, {})).toThrow(TypeError);
    expect(() => converterOf('Stat.clicks', kind, {})).toThrow(/Stat\.clicks/);
  });
});
