import { describe, expect, it } from 'vitest';
import {
  checkFlag,
  checkFunction,
  checkId,
  checkInteger,
  checkKeys,
  checkNames,
  checkRecord,
  checkText,
  checkUrl,
} from '../../lib/protocol/validate.js';

const bare = Object.create(null) as object;
const long = 'x'.repeat(500);
const integer = (value: unknown) => checkInteger('f: limit', value, 0);
const names = (value: unknown) => checkNames('f: fields', value);
const id = (value: unknown) => checkId('f: id', value);
const record = (value: unknown) => checkRecord('f: data', value);
const keys = (value: unknown) => checkKeys('f: options', value, ['demand', 'other'], '.');
const flag = (value: unknown) => checkFlag('f: lazy', value);
const fn = (value: unknown) => checkFunction('f: onFault', value);
const text = (value: unknown) => checkText('f: token', value);
const url = (value: unknown) => checkUrl('f: proxy', value);

describe('the checks of arguments', () => {
  it.each<[(value: unknown) => unknown, readonly unknown[]]>([
    [integer, [0, 1, 500, undefined]],
    [names, [['id', 'name'], [], undefined, null]],
    [id, [1, 0, -1, '62', 'abc', 12345678901234567890n]],
    [record, [{ a: 1 }, {}, bare]],
    [keys, [{ demand: 1 }, {}, bare]],
    [flag, [true, false, undefined]],
    [fn, [() => 1, undefined]],
    [text, ['x']],
    [url, ['http://127.0.0.1:1/', 'https://x.example/a?b']],
  ])('%o takes what it should: %o', (check, values) => {
    for (const value of values) expect(() => check(value)).not.toThrow();
  });

  it.each<[(value: unknown) => unknown, unknown, ErrorConstructor | RangeErrorConstructor, string]>([
    [integer, '2', TypeError, "f: limit should be an integer of at least 0, not '2'"],
    [integer, null, TypeError, 'f: limit should be an integer of at least 0, not null'],
    [integer, [1], TypeError, 'f: limit should be an integer of at least 0, not an array'],
    [integer, 2n, TypeError, 'f: limit should be an integer of at least 0, not 2'],
    [integer, -1, RangeError, 'f: limit should be an integer of at least 0, not -1'],
    [integer, Number.NaN, RangeError, 'f: limit should be an integer of at least 0, not NaN'],
    [integer, 2 ** 53, RangeError, 'f: limit should be an integer of at least 0, not 9007199254740992'],
    [names, 'id', TypeError, "f: fields should be an array of names, not 'id'"],
    [names, long, TypeError, `f: fields should be an array of names, not '${'x'.repeat(60)}…'`],
    [names, { id: true }, TypeError, 'f: fields should be an array of names, not an object'],
    [names, ['id', 1], TypeError, 'f: fields should be an array of names, and every name a string'],
    [id, '', TypeError, 'f: id should be a string or a number, not an empty string'],
    [id, Number.NaN, TypeError, 'f: id should be a string or a number, not NaN'],
    [id, undefined, TypeError, 'f: id should be a string or a number, not undefined'],
    [id, bare, TypeError, 'f: id should be a string or a number, not an object'],
    [record, 'the-secret', TypeError, 'f: data should be a plain object, not a string'],
    [record, null, TypeError, 'f: data should be a plain object, not null'],
    [record, [], TypeError, 'f: data should be a plain object, not an array'],
    [record, new Date(), TypeError, 'f: data should be a plain object, not a Date'],
    [record, () => ({}), TypeError, 'f: data should be a plain object, not a function'],
    [keys, { deman: 1 }, TypeError, 'f: options has no "deman"; known: demand, other.'],
    [keys, new Map(), TypeError, 'f: options should be a plain object, not a Map'],
    [flag, 'no', TypeError, "f: lazy should be true or false, not 'no'"],
    [fn, 7, TypeError, 'f: onFault should be a function, not 7'],
    [text, '', TypeError, 'f: token should be a non-empty string'],
    [text, 7, TypeError, 'f: token should be a non-empty string'],
    [url, 'ftp://secret/', TypeError, 'f: proxy should be an http or https URL'],
    [url, undefined, TypeError, 'f: proxy should be an http or https URL'],
  ])('%o refuses %o', (check, value, kind, message) => {
    expect(() => check(value)).toThrow(new kind(message));
  });
});
