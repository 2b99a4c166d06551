import type { Json } from './json.js';

/** A parameter as PHP decodes brackets: text, or an array whose keys keep their order of arrival. */
export type Param = string | ParamMap;

/** A PHP array: `a[]=x&a[]=y` has the keys `0` and `1`. */
export type ParamMap = ReadonlyMap<string, Param>;

/** The text of a parameter; `undefined` for a missing one or an array. */
export const textOf = (params: ParamMap, name: string): string | undefined => {
  const value = params.get(name);
  return typeof value === 'string' ? value : undefined;
};

/** The array of a parameter; an empty one for a missing parameter or a text. */
export const mapOf = (params: ParamMap, name: string): ParamMap => {
  const value = params.get(name);
  return value instanceof Map ? value : new Map<string, Param>();
};

/** The texts of `name[]=…`, or the one of `name=…`. */
export const listOf = (params: ParamMap, name: string): readonly string[] => {
  const value = params.get(name);
  if (typeof value === 'string') return [value];
  return [...(value ?? new Map<string, Param>()).values()].filter((item) => typeof item === 'string');
};

type MutableParams = Map<string, Param>;

const NAME_AND_KEYS = /^([^[]+)((?:\[[^\]]*\])*)/;
const KEY = /\[([^\]]*)\]/g;

const pathOf = (name: string): readonly string[] => {
  const [, root = name, brackets = ''] = NAME_AND_KEYS.exec(name) ?? [];
  return [root, ...[...brackets.matchAll(KEY)].map(([, key = '']) => key)];
};

/** An empty key takes the next index, as in PHP. */
const keyIn = (map: MutableParams, key: string): string => (key === '' ? String(map.size) : key);

const childOf = (map: MutableParams, key: string): MutableParams => {
  const known = map.get(key);
  if (known instanceof Map) return known as MutableParams;
  const child: MutableParams = new Map();
  map.set(key, child);
  return child;
};

/** Parses `filters[id][GREATER_THAN]=3` and `fields[]=id` into nested maps; the last of two equal names wins. */
export const parseBrackets = (pairs: Iterable<readonly [name: string, value: string]>): ParamMap => {
  const root: MutableParams = new Map();
  for (const [name, value] of pairs) {
    const path = pathOf(name);
    const last = path.at(-1) ?? name;
    const parent = path.slice(0, -1).reduce((map, key) => childOf(map, keyIn(map, key)), root);
    parent.set(keyIn(parent, last), value);
  }
  return root;
};

const isList = (map: ParamMap): boolean => [...map.keys()].every((key, index) => key === String(index));

/** A parameter as JSON: an array whose keys count from 0 is a list, any other an object. */
export const paramJson = (param: Param): Json => {
  if (typeof param === 'string') return param;
  return isList(param)
    ? [...param.values()].map(paramJson)
    : new Map([...param].map(([key, value]) => [key, paramJson(value)] as const));
};
