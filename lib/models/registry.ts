import type { Decoded, DecodedMap, DecodedObject } from '../protocol/decoded.js';
import { entriesOf, getKey, isDecodedObject } from '../protocol/entries-of.js';
import type { Model } from './model.js';
import { type Related } from './model.js';
import { defineModel } from './define-model.js';
import { readRelation } from './read-relation.js';
import type { WireRecord } from './wire-record.js';

/** How rows of one name become models. */
export interface ModelEntry {
  readonly create: (data: WireRecord, related: ReadonlyMap<string, Related>) => Model;
}

/** Knows which class belongs to which name on the wire; one for each client, since models lead back to their manager. */
export interface Registry {
  /** A row as a model of that name; what is no row (`true`, an id) stays what it is. */
  read(name: string, row: Decoded): Model | Decoded;
}

type Row = DecodedObject | DecodedMap;

const record = (row: Row): WireRecord => (row instanceof Map ? Object.fromEntries(row) : row);

/** A row whose fields stand under the name of its model, with what it contains beside; or the bare fields (row 63). */
const takeApart = (
  name: string,
  row: Row,
  isKnown: (name: string) => boolean,
): { fields: Row; contained: [string, Decoded][] } => {
  const wrapped = getKey(row, name);
  if (isDecodedObject(wrapped)) return { fields: wrapped, contained: entriesOf(row).filter(([key]) => key !== name) };
  const [only, ...others] = entriesOf(row);
  if (only && others.length === 0 && isKnown(only[0]) && isDecodedObject(only[1]))
    return { fields: only[1], contained: [] };
  return { fields: row, contained: [] };
};

/** Makes a registry. A name it does not know gives a plain model of that name, never an error. */
export const createRegistry = (entries: Readonly<Record<string, ModelEntry>>): Registry => {
  const isKnown = (name: string): boolean => Object.hasOwn(entries, name);
  const create = (name: string, fields: Row, related: ReadonlyMap<string, Related>): Model => {
    const entry = isKnown(name) ? entries[name] : undefined;
    return entry
      ? entry.create(record(fields), related)
      : new (defineModel<object, undefined>(name))(undefined, record(fields), related);
  };
  const relation = ([name, value]: [string, Decoded]): [string, Related] => [
    name,
    readRelation(name, value).map((item) => (isDecodedObject(item) ? create(name, item, new Map()) : item)),
  ];
  return {
    read(name, row) {
      if (!isDecodedObject(row)) return row;
      const { fields, contained } = takeApart(name, row, isKnown);
      return create(name, fields, new Map(contained.map(relation)));
    },
  };
};
