import type { FieldKinds } from '../catalog/field-kinds.js';
import type { FilterOperator } from '../protocol/filter-operators.js';
import type { Scalar } from './scalar.js';

type Names<Fields> = keyof Fields & string;
type Qualified<Name extends string, Key extends string> = Key | `${Name}.${Key}`;

type KindOf<Name, Key> = Name extends keyof FieldKinds
  ? Key extends keyof FieldKinds[Name]
    ? FieldKinds[Name][Key]
    : 'plain'
  : 'plain';

/** What a field is compared with. Numbers stand for themselves or as strings; a day or a time is a string. */
type ValueOf<Kind, Wire> = Kind extends 'id' | 'int' | 'decimal' | 'timestamp' | 'float'
  ? string | number | bigint
  : Kind extends 'boolean01'
    ? boolean | 0 | 1 | '0' | '1'
    : Kind extends 'enum'
      ? Exclude<Wire, null | undefined>
      : Kind extends 'date' | 'datetime'
        ? string
        : Kind extends 'string'
          ? string | number | bigint
          : Scalar;

type FilterValue<Fields, Name, Key extends keyof Fields> = ValueOf<KindOf<Name, Key>, Fields[Key]>;

/** Operators that ask whether, and take a flag. */
type Whether = 'null' | 'not_null' | 'true' | 'false';
type Like = 'like' | 'not_like';
type Comparison = Exclude<FilterOperator, Whether | Like>;

/**
 * Conditions on the fields of a model: `{ status: ['active', 'paused'], id__gt: 100, 'Offer.name__like': '%x%' }`.
 * A list means "is one of" and stands without an operator only. An unknown field or operator does not compile, nor does a
 * value of another kind than the field's.
 */
export type Filters<Fields, Name extends string> = {
  readonly [Key in Names<Fields> as Qualified<Name, Key>]?:
    FilterValue<Fields, Name, Key> | readonly FilterValue<Fields, Name, Key>[];
} & {
  readonly [Key in Names<Fields> as `${Qualified<Name, Key>}__${Comparison}`]?: FilterValue<Fields, Name, Key>;
} & {
  readonly [Key in Names<Fields> as `${Qualified<Name, Key>}__${Like}`]?: string | number | bigint;
} & {
  readonly [Key in Names<Fields> as `${Qualified<Name, Key>}__${Whether}`]?: boolean | 0 | 1 | '0' | '1';
};

/** A field of the model, or `Model.field` of one that can be contained, which is not checked further. */
type SortField<Fields, Name extends string, Relation extends string> =
  Qualified<Name, Names<Fields>> | `${Relation}.${string}`;

/** A field to sort by, `-` in front for descending; fields of contained models as `Model.field`. */
export type SortKey<Fields, Name extends string = string, Relation extends string = never> =
  SortField<Fields, Name, Relation> | `-${SortField<Fields, Name, Relation>}`;
