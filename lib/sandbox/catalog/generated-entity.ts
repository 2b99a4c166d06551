import { kindsOf, type FieldKind } from '../../catalog/kinds-of.js';
import { dateTime, unixSeconds } from '../data/dates.js';
import type { Entity } from '../data/entity.js';
import type { Row } from '../data/row.js';
import type { Json } from '../wire/json.js';
import { enumValue } from './enum-value.js';
import { fieldValue } from './field-value.js';
import { GENERATED_ROWS } from './generated-rows.js';
import { keyColumn } from './key-column.js';

type Kinds = Readonly<Record<string, FieldKind>>;

/** What a field of a new row has that nobody gave a value. */
const initialValue = (model: string, field: string, kind: FieldKind): Json => {
  switch (kind) {
    case 'array':
      return [];
    case 'object':
      return {};
    case 'boolean01':
    case 'int':
      return '0';
    case 'decimal':
      return '0.00000';
    case 'enum':
      return enumValue(model, field);
    default:
      return field === 'status' ? 'active' : null;
  }
};

/** Fields that say when, set when the pattern fits their names. */
const datesOf =
  (kinds: Kinds, fits: RegExp) =>
  (now: number): Row =>
    Object.fromEntries(
      Object.entries(kinds)
        .filter(([field, kind]) => fits.test(field) && (kind === 'datetime' || kind === 'timestamp'))
        .map(([field, kind]) => [field, kind === 'timestamp' ? unixSeconds(now) : dateTime(now)] as const),
    );

/** A kind of rows made from the catalog's facts alone; of a model that it knows by name only, rows with an id. */
export const generatedEntity = (model: string): Entity => {
  const known = kindsOf(model) ?? {};
  const kinds: Kinds = Object.keys(known).length === 0 ? { id: 'id' } : known;
  const fields = Object.entries(kinds);
  const template = Object.fromEntries(fields.map(([field, kind]) => [field, initialValue(model, field, kind)]));
  const key = keyColumn({ template });
  return {
    name: model,
    noun: model.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase(),
    rows: GENERATED_ROWS,
    isOpen: true,
    template,
    generate: (id, draw, counts) =>
      Object.fromEntries(
        fields.map(([field, kind]) => {
          const value = fieldValue(kind, { model, field, id, draw, counts });
          return [field, field === key ? String(id) : value];
        }),
      ),
    onCreate: datesOf(kinds, /^(created|datetime|date_created|date_added|join_date|modified)/),
    onUpdate: datesOf(kinds, /^(modified|updated|date_updated)/),
  };
};
