import type { Param, ParamMap } from './params.js';

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
export const decodeBrackets = (pairs: Iterable<readonly [name: string, value: string]>): ParamMap => {
  const root: Draft = new Map();
  for (const [name, value] of pairs) {
    const path = pathOf(name);
    const last = path.at(-1) ?? name;
    const parent = path.slice(0, -1).reduce((map, key) => childOf(map, keyIn(map, key)), root);
    parent.set(keyIn(parent, last), value);
  }
  return root;
};
