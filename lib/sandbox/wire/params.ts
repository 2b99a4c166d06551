import type { Json } from './json.js';

/** A parameter as PHP decodes brackets: text, or an array whose keys keep the order in which they came. */
export type Param = string | ParamMap;

/** A PHP array: `a[]=x&a[]=y` has the keys `0` and `1`. */
export type ParamMap = ReadonlyMap<string, Param>;

/** The text of a parameter; an array has none. */
export const textOf = (params: ParamMap, name: string): string | undefined => {
  const value = params.get(name);
  return typeof value === 'string' ? value : undefined;
};

/** The array of a parameter; empty for a missing one or a text. */
export const mapOf = (params: ParamMap, name: string): ParamMap => {
  const value = params.get(name);
  return value instanceof Map ? value : new Map<string, Param>();
};

/** The texts of `name[]=…`, or of a plain `name=…`. */
export const listOf = (params: ParamMap, name: string): readonly string[] => {
  const value = params.get(name);
  if (typeof value === 'string') return [value];
  return [...(value ?? new Map<string, Param>()).values()].filter((item) => typeof item === 'string');
};

type Draft = Map<string, Param>;

const NAME = /^([^[]+)((?:\[[^\]]*\])*)/;
const KEY = /\[([^\]]*)\]/g;

const pathOf = (name: string): readonly string[] => {
  const [, root = name, brackets = ''] = NAME.exec(name) ?? [];
  return [root, ...[...brackets.matchAll(KEY)].map(([, key = '']) => key)];
};

/** `[]` takes the next free index, as PHP does. */
const keyIn = (map: Draft, key: string): string => (key === '' ? String(map.size) : key);

const childOf = (map: Draft, key: string): Draft => {
  const known = map.get(key);
  if (known instanceof Map) return known as Draft;
  const child: Draft = new Map();
  map.set(key, child);
  return child;
};

/** Decodes `filters[id][GREATER_THAN]=3` and `fields[]=id` into nested maps; of two equal names the last wins. */
export const parseBrackets = (pairs: Iterable<readonly [name: string, value: string]>): ParamMap => {
  const root: Draft = new Map();
  for (const [name, value] of pairs) {
    const path = pathOf(name);
    const last = path.at(-1) ?? name;
    const parent = path.slice(0, -1).reduce((map, key) => childOf(map, keyIn(map, key)), root);
    parent.set(keyIn(parent, last), value);
  }
  return root;
};

const isList = (map: ParamMap): boolean => [...map.keys()].every((key, index) => key === String(index));

/** A parameter as JSON: what PHP would call a list is one, the rest are objects. */
export const paramJson = (param: Param): Json => {
  if (typeof param === 'string') return param;
  return isList(param)
    ? [...param.values()].map(paramJson)
    : new Map([...param].map(([key, value]) => [key, paramJson(value)] as const));
};
