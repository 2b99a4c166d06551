import type { Pair } from './pair.js';

/** One or more fields, `-` in front for descending: `'-id'`, `['name', '-Advertiser.id']`. */
export type Sort = string | readonly string[] | null | undefined;

const encodeKey = (model: string, key: unknown): Pair => {
  if (typeof key !== 'string' || key === '' || key === '-')
    throw new TypeError(`Sort should name fields, not ${JSON.stringify(key)}`);
  const descending = key.startsWith('-');
  const field = descending ? key.slice(1) : key;
  return [`sort[${field.includes('.') ? field : `${model}.${field}`}]`, descending ? 'desc' : 'asc'];
};

/** Encodes a sort; a field without a model gets the model of the call: `-id` → `sort[Offer.id]=desc`. */
export const encodeSort = (model: string, sort: Sort): Pair[] => {
  if (sort === undefined || sort === null) return [];
  if (typeof sort !== 'string' && !Array.isArray(sort))
    throw new TypeError('Sort should be a field name or a list of them');
  return (typeof sort === 'string' ? [sort] : (sort as readonly unknown[])).map((key) => encodeKey(model, key));
};
