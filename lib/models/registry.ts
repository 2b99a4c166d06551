import type { Decoded, DecodedMap, DecodedObject } from '../protocol/decoded.js';
import { isDecodedObject } from '../protocol/entries-of.js';
import type { Model, Related } from './model.js';
import { readRelation } from './read-relation.js';
import { RecordModel } from './record-model.js';
import { takeApart } from './take-apart.js';
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

const record = (row: DecodedObject | DecodedMap): WireRecord => (row instanceof Map ? Object.fromEntries(row) : row);

/** Makes a registry. A name it does not know gives a plain model of that name, never an error. */
export const createRegistry = (entries: Readonly<Record<string, ModelEntry>>): Registry => {
  const isKnown = (name: string): boolean => Object.hasOwn(entries, name);
  const create = (name: string, fields: WireRecord, related: ReadonlyMap<string, Related>): Model => {
    const entry = isKnown(name) ? entries[name] : undefined;
    return entry ? entry.create(fields, related) : new RecordModel(name, fields, related);
  };
  const relation = ([name, value]: readonly [string, Decoded]): [string, Related] => [
    name,
    readRelation(name, value).map((item) => (isDecodedObject(item) ? create(name, record(item), new Map()) : item)),
  ];
  return {
    read(name, row) {
      if (!isDecodedObject(row)) return row;
      const { name: found, fields, contained } = takeApart(name, row);
      const known = isKnown(found) || !isKnown(name) ? found : name;
      return create(known, record(fields), new Map(contained.map(relation)));
    },
  };
};
