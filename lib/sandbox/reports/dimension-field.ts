import type { Store } from '../data/store.js';
import { own } from '../own.js';
import type { Json } from '../wire/json.js';
import type { DimensionValue } from './dimensions.js';
import { relatedColumn, relationOf } from './relation.js';
import { shiftTime, TIME_PARTS } from './report-time.js';

/** A field of a report that is read from one dimension. */
export interface DimensionField {
  /** The dimension it is read from; none for what the sandbox knows nothing of. */
  readonly dimension: string | undefined;
  readonly read: (value: DimensionValue) => Json;
}

/** Finds the field of a name. */
export type FieldFinder = (field: string) => DimensionField;

const once = <T>(make: (text: string) => T): ((text: string) => T) => {
  const known = new Map<string, T>();
  return (text) => {
    const value = known.get(text) ?? make(text);
    known.set(text, value);
    return value;
  };
};

const nullable =
  (read: (text: string) => Json): DimensionField['read'] =>
  (value) =>
    value === null ? null : read(value);

/** Where a `Stat` field goes by another name. */
const SYNONYMS: Readonly<Record<string, string>> = { status: 'conversion_status' };

const UNKNOWN: DimensionField = { dimension: undefined, read: () => null };

/** Fields of one report: times are moved by `hourOffset`. Whether a field may be asked for is decided elsewhere. */
export const dimensionFields = (store: Store, hourOffset: number): FieldFinder => {
  const shifted = once((time) => shiftTime(time, hourOffset));

  const timeField = (name: string): DimensionField | undefined => {
    const part = own(TIME_PARTS, name);
    if (part === undefined) return undefined;
    const read = once((time) => part(shifted(time)));
    return { dimension: name === 'datetime' ? 'datetime' : 'hour', read: nullable(read) };
  };

  return (field) => {
    const [model = '', column = ''] = field.split('.');
    if (model === 'Stat')
      return timeField(column) ?? { dimension: own(SYNONYMS, column) ?? column, read: (value) => value };
    const relation = relationOf(model);
    if (relation === undefined) return UNKNOWN;
    return { dimension: relation.dimension, read: nullable(relatedColumn(store, relation, column)) };
  };
};
