import { isDate } from 'node:util/types';
import { checkDate, type TimeZone, writeDate } from './time-zone.js';
import { isRecord, shown } from './validate.js';

/** One parameter as it goes on the wire, not yet percent-encoded: `['filters[id][GREATER_THAN]', '3']`. */
export type Pair = readonly [name: string, value: string];

/**
 * One parameter whose value may still need its form: a `Date` that of the network's time zone, `null` that of the call: see
 * {@link writeParameters}.
 */
export type Parameter = readonly [name: string, value: string | Date | null];

/** Parameters of a call, before encoding. */
export type Params = Readonly<Record<string, unknown>>;

/** Deeper than any parameter of the API; stops the recursion of an object that contains itself. */
const MAX_DEPTH = 16;

const encodeScalar = (name: string, value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
      // pyoffers sends "False", which is truthy in PHP.
      return value ? '1' : '0';
    case 'bigint':
      return value.toString();
    case 'number':
      if (Number.isFinite(value)) return String(value);
      throw new TypeError(`${name} should be a finite number, not ${value}`);
    default:
      throw new TypeError(
        `${name} should be a string, a number, a boolean, or a list or plain object of them, not ${shown(value)}`,
      );
  }
};

const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null && !isDate(value);

const encodeList = (name: string, list: readonly unknown[], depth: number): Parameter[] =>
  // PHP numbers the elements of `[]` itself. A nested element needs an explicit number, or its fields would end up in several elements.
  list.some(isNested)
    ? list.flatMap((item, index) => encodeValue(`${name}[${index}]`, item, depth))
    : list.flatMap((item) => encodeValue(`${name}[]`, item, depth));

const encodeValue = (name: string, value: unknown, depth: number): Parameter[] => {
  if (value === undefined) return [];
  if (value === null) return [[name, null]];
  if (typeof value !== 'object') return [[name, encodeScalar(name, value)]];
  if (isDate(value)) {
    checkDate(name, value);
    return [[name, value]];
  }
  if (depth > MAX_DEPTH)
    throw new TypeError(`${name.slice(0, 60)}… should not be nested so deeply, nor contain itself`);
  if (Array.isArray(value)) return encodeList(name, value, depth + 1);
  if (value instanceof Set) return encodeList(name, [...(value as Set<unknown>)], depth + 1);
  if (isRecord(value))
    return Object.entries(value).flatMap(([key, item]) => encodeValue(`${name}[${key}]`, item, depth + 1));
  throw new TypeError(`${name} should be the string the service expects, not ${shown(value)}`);
};

/**
 * Encodes parameters in PHP's bracket form, in the given order: `{ data: { name: 'A' } }` → `data[name]=A`. `undefined`
 * and empty lists are left out; booleans become `1` and `0`; dates and nulls keep their place, see {@link Parameter}.
 *
 * @throws TypeError for a value without a form on the wire: NaN, a function; RangeError for an invalid `Date`.
 */
export const encodeParams = (params: Params): Parameter[] =>
  Object.entries(params).flatMap(([name, value]) => encodeValue(name, value, 0));

/** What a call says about the values of its parameters. */
interface Writing {
  /** The network's time zone, in which dates are written. */
  readonly zone: TimeZone;
  /** In a write, a `null` clears a field; in a read it says nothing. */
  readonly kind: 'read' | 'write';
}

/** Parameters that hold rows; `account` and `user` are those of signups. */
const ROWS = /^(?:data|account|user)\[/;

/** Whether a value is a field of a row, and not an element of a list: `data[goals][0][name]`, not `data[goals][]`. */
const isField = (parameter: string): boolean => ROWS.test(parameter) && !/\[\d*\]$/.test(parameter);

const namesIn = (parameter: string): string[] => parameter.split(/[[\]]+/).filter((part) => part !== '');

/** The field or parameter that a value is of: `date` of `filters[OR][Stat.date][BETWEEN]`, of `data[date]`, and of `date`. */
const fieldOf = (parameter: string): string => {
  const names = namesIn(parameter);
  const isFilter = names[0] === 'filters' && names.length > 1;
  const field = isFilter ? names[names[1] === 'OR' ? 2 : 1] : names.findLast((name) => !/^\d+$/.test(name));
  return (field ?? parameter).split('.').at(-1) ?? parameter;
};

/**
 * `null` clears a field of a row: the service takes a parameter without a value for that. It has no other form, so
 * anywhere else in a write it is refused rather than left out.
 */
const writeNull = (name: string, kind: Writing['kind']): Pair[] => {
  if (name.startsWith('filters[')) throw new TypeError(`${name} should not be null: it would match everything`);
  if (kind === 'read') return [];
  if (isField(name)) return [[name, '']];
  throw new TypeError(`${name} should not be null, which only clears a field of data: leave it out, or pass ''`);
};

/**
 * Gives dates and nulls their form on the wire.
 *
 * @throws TypeError for a `null` without such a form.
 */
export const writeParameters = (parameters: readonly Parameter[], { zone, kind }: Writing): Pair[] => {
  // `updateField` names the field of its value in another parameter.
  const fieldOfValue = parameters.find(([name]) => name === 'field')?.[1];
  const named = (name: string): string =>
    name === 'value' && typeof fieldOfValue === 'string' ? fieldOfValue : fieldOf(name);
  return parameters.flatMap(([name, value]): Pair[] => {
    if (value === null) return writeNull(name, kind);
    return [[name, typeof value === 'string' ? value : writeDate(zone, named(name), value)]];
  });
};

/** Percent-encodes pairs as `application/x-www-form-urlencoded`: a space is `+`, brackets are escaped, text is UTF-8. */
export const formEncode = (pairs: readonly Pair[]): string => {
  const form = new URLSearchParams();
  for (const [name, value] of pairs) form.append(name, value);
  return form.toString();
};
