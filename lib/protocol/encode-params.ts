import type { Pair } from './pair.js';

/** Parameters of a call, before encoding. */
export type Params = Readonly<Record<string, unknown>>;

const scalar = (name: string, value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
      // "False" is truthy in PHP: the reference client sends it, we do not.
      return value ? '1' : '0';
    case 'bigint':
      return value.toString();
    case 'number':
      if (Number.isFinite(value)) return String(value);
      throw new TypeError(`${name} is ${value}: no number that can be sent`);
    default:
      throw new TypeError(
        `${name} is a ${typeof value}: only strings, numbers, booleans, lists and records can be sent`,
      );
  }
};

const isRecord = (value: object): value is Params => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null;

const encodeList = (name: string, list: readonly unknown[]): Pair[] =>
  // PHP numbers `[]` by itself; a nested element needs its number, or its fields would be spread over several.
  list.some(isNested)
    ? list.flatMap((item, index) => encodeValue(`${name}[${index}]`, item))
    : list.flatMap((item) => encodeValue(`${name}[]`, item));

const encodeValue = (name: string, value: unknown): Pair[] => {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [[name, scalar(name, value)]];
  if (Array.isArray(value)) return encodeList(name, value);
  if (value instanceof Set) return encodeList(name, [...(value as Set<unknown>)]);
  if (isRecord(value)) return Object.entries(value).flatMap(([key, item]) => encodeValue(`${name}[${key}]`, item));
  throw new TypeError(`${name} is a ${value.constructor.name}: write it as the string the service should see`);
};

/**
 * Encodes parameters in PHP's bracket form, in the order given: `{ data: { name: 'A' } }` → `data[name]=A`.
 * `null`, `undefined` and empty lists are left out (`''` clears a field); booleans go as `1` and `0`.
 *
 * @throws TypeError for what has no form on the wire: NaN, a Date, a function.
 */
export const encodeParams = (params: Params): Pair[] =>
  Object.entries(params).flatMap(([name, value]) => encodeValue(name, value));
