import { isDate } from 'node:util/types';
import { checkDate, type TimeZone, writeDate } from './time-zone.js';
import { isRecord, shown } from './validate.js';

/** One parameter as it goes on the wire, not yet percent-encoded: `['filters[id][GREATER_THAN]', '3']`. */
export type Pair = readonly [name: string, value: string];

/** Stands for a list or an object that holds nothing: it has no form on the wire. */
interface Empty {
  readonly empty: 'list' | 'object';
}

/**
 * One parameter whose value may still need its form: a `Date` that of the network's time zone, `null` and an empty value that
 * of the call: see {@link writeParameters}.
 */
export type Parameter = readonly [name: string, value: string | Date | null | Empty];

const isEmpty = (value: unknown): value is Empty => typeof value === 'object' && value !== null && 'empty' in value;

/** Whether parameters hold nothing that could be sent: there are none, or they are empty lists and objects. */
export const holdNothing = (parameters: readonly Parameter[]): boolean =>
  parameters.every(([, value]) => isEmpty(value));

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

/** The parameters of a list or an object; without any, the one that stands for it. */
const orEmpty = (name: string, empty: Empty['empty'], parameters: readonly Parameter[]): Parameter[] =>
  parameters.length === 0 ? [[name, { empty }]] : [...parameters];

const encodeList = (name: string, list: readonly unknown[], depth: number): Parameter[] =>
  // PHP numbers the elements of `[]` itself. A nested element needs an explicit number, or its fields would end up in several elements.
  orEmpty(
    name,
    'list',
    list.some(isNested)
      ? list.flatMap((item, index) => encodeValue(`${name}[${index}]`, item, depth))
      : list.flatMap((item) => encodeValue(`${name}[]`, item, depth)),
  );

const encodeRecord = (name: string, record: Params, depth: number): Parameter[] =>
  orEmpty(
    name,
    'object',
    Object.entries(record).flatMap(([key, item]) => encodeValue(`${name}[${key}]`, item, depth)),
  );

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
  if (isRecord(value)) return encodeRecord(name, value, depth + 1);
  throw new TypeError(`${name} should be the string the service expects, not ${shown(value)}`);
};

/**
 * Encodes parameters in PHP's bracket form, in the given order: `{ data: { name: 'A' } }` → `data[name]=A`. `undefined`
 * is left out; booleans become `1` and `0`; dates, nulls and empty values keep their place, see {@link Parameter}.
 *
 * @throws TypeError for a value without a form on the wire: NaN, a function; RangeError for an invalid `Date`.
 */
export const encodeParams = (params: Params): Parameter[] =>
  Object.entries(params).flatMap(([name, value]) => encodeValue(name, value, 0));

/** What a call says about the values of its parameters. */
interface Writing {
  /** The network's time zone, in which dates are written. */
  readonly zone: TimeZone;
  /** In a write, a `null` clears a field, and an empty value is an error; in a read they say nothing, except in place of an id. */
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

/** A parameter that names rows by their ids, or an element of it: `ids`, `employee_id`, `alertId`, `ids[]`. */
const IDS = /^(?:ids?|\w*(?:_id|Id)s?)(?:\[\d*\])*$/;

/** Refuses an absent value where leaving it out would widen any call: in a condition, and in place of an id. */
const checkSelects = (name: string, what: string): void => {
  if (name.startsWith('filters[')) throw new TypeError(`${name} should not be ${what}: it would match everything`);
  if (IDS.test(name)) throw new TypeError(`${name} should not be ${what}: leave it out`);
};

/**
 * `null` clears a field of a row: the service takes a parameter without a value for that. It has no other form, so
 * anywhere else in a write it is refused rather than left out.
 */
const writeNull = (name: string, kind: Writing['kind']): Pair[] => {
  if (kind === 'write' && isField(name)) return [[name, '']];
  if (kind === 'write' && !name.startsWith('filters['))
    throw new TypeError(`${name} should not be null, which only clears a field of data: leave it out, or pass ''`);
  checkSelects(name, 'null');
  return [];
};

/** An empty value has no form. In a write it is refused rather than left out: it would reach more, or change less. */
const writeEmpty = (name: string, { empty }: Empty, kind: Writing['kind']): Pair[] => {
  if (kind === 'write' && !name.startsWith('filters['))
    throw new TypeError(
      `${name} should not be an empty ${empty}, which has no form in a request: leave it out, or pass ''`,
    );
  checkSelects(name, `an empty ${empty}`);
  return [];
};

/**
 * Gives dates, nulls and empty values their form on the wire.
 *
 * @throws TypeError for a `null` or an empty value without such a form.
 */
export const writeParameters = (parameters: readonly Parameter[], { zone, kind }: Writing): Pair[] => {
  // `updateField` names the field of its value in another parameter.
  const fieldOfValue = parameters.find(([name]) => name === 'field')?.[1];
  const named = (name: string): string =>
    name === 'value' && typeof fieldOfValue === 'string' ? fieldOfValue : fieldOf(name);
  return parameters.flatMap(([name, value]): Pair[] => {
    if (value === null) return writeNull(name, kind);
    if (isEmpty(value)) return writeEmpty(name, value, kind);
    return [[name, typeof value === 'string' ? value : writeDate(zone, named(name), value)]];
  });
};

/** Percent-encodes pairs as `application/x-www-form-urlencoded`: a space is `+`, brackets are escaped, text is UTF-8. */
export const formEncode = (pairs: readonly Pair[]): string => {
  const form = new URLSearchParams();
  for (const [name, value] of pairs) form.append(name, value);
  return form.toString();
};
