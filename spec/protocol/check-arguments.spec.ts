import { describe, expect, it } from 'vitest';
import { checkId, checkInteger, checkNames } from '../../lib/protocol/validate.js';

describe('checkInteger', () => {
  it('takes whole numbers from the least on, and nothing', () => {
    for (const value of [0, 1, 500, undefined]) expect(() => checkInteger('Limit', value, 0)).not.toThrow();
  });

  it.each(['2', null, true, [1], 2n])('rows 48, 49: refuses %s, which is no number', (value) => {
    expect(() => checkInteger('Limit', value, 0)).toThrow(new TypeError('Limit should be an integer'));
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses %s, which is out of range', (value) => {
    expect(() => checkInteger('Page', value, 0)).toThrow(RangeError);
    expect(() => checkInteger('Page', value, 0)).toThrow(/^Page should be an integer/);
  });

  it('counts pages from 1', () => {
    expect(() => checkInteger('Page', 0, 1)).toThrow(RangeError);
  });
});

describe('checkNames', () => {
  it.each([[['id', 'name']], [[]], [undefined], [null]])('takes %j', (names) => {
    expect(() => checkNames('Fields', names)).not.toThrow();
  });

  it.each([[1], ['id'], [new Set(['id'])], [{ id: true }], [['id', 1]]])('row 50: refuses %s', (names) => {
    expect(() => checkNames('Fields', names)).toThrow(new TypeError('Fields should be a tuple or list'));
  });
});

describe('checkId', () => {
  it.each([1, 0, -1, '62', 'abc', 12345678901234567890n])('takes %s', (id) => {
    expect(() => checkId('Id', id)).not.toThrow();
  });

  it.each([
    ['', 'an empty string'],
    [Number.NaN, 'NaN'],
    [null, 'null'],
    [undefined, 'undefined'],
    [{}, 'object'],
  ])('refuses %s', (id, named) => {
    expect(() => checkId('Id', id)).toThrow(TypeError);
    expect(() => checkId('Id', id)).toThrow(named);
  });
});
