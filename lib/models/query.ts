import type { FieldKinds } from '../catalog/generated/field-kinds.js';
import type { Connector, FilterOperator } from '../protocol/filters.js';
import type { Demand } from '../streams/demand.js';

/** What stands for one value on the wire; `true` and `false` go as `1` and `0`. */
export type Scalar = string | number | bigint | boolean;

/** An id, as the service gives it (a string) or as a number. */
export type Id = string | number | bigint;

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

/** Names of fields to bring; a tuple, so that the emitted model's type has just these. */
export type FieldNames<Fields> = readonly (keyof Fields & string)[];

/** Names of related models to bring along; one alone need not be a list. */
export type ContainNames<Relations> = readonly (keyof Relations & string)[] | (keyof Relations & string);

/** Which fields and related models a find call brings. */
export interface Projection<
  Fields,
  Relations = Readonly<Record<string, unknown>>,
  Chosen extends FieldNames<Fields> = FieldNames<Fields>,
  Contained extends ContainNames<Relations> = ContainNames<Relations>,
> {
  /** Only these fields. */
  readonly fields?: Chosen | undefined;
  /** Related models to bring along, by their name on the wire: `['Country']`. */
  readonly contain?: Contained | undefined;
}

/** How a list is paged. */
export interface Paging {
  /** Elements at the most. 0 emits nothing and sends nothing. */
  readonly limit?: number | undefined;
  /** This page only, from 1. */
  readonly page?: number | undefined;
  /** Elements asked for per page. @default 500 */
  readonly pageSize?: number | undefined;
  /** Pages fetched ahead of the one being emitted. @default 1 */
  readonly prefetch?: number | undefined;
  /** Pages in flight at once, when the service says how many there are; they are still emitted in order. @default 1 */
  readonly concurrency?: number | undefined;
  /** Pages by id instead of by number, so that rows that come and go meanwhile are neither lost nor doubled. @default false */
  readonly stable?: boolean | undefined;
  /** The demand to follow, where an operator downstream hides it: see `iterate`. */
  readonly demand?: Demand | undefined;
}

/** What a list call asks for. */
export interface FindAllQuery<
  Fields,
  Name extends string,
  Relations = object,
  Chosen extends FieldNames<Fields> = FieldNames<Fields>,
  Contained extends ContainNames<Relations> = ContainNames<Relations>,
>
  extends Projection<Fields, Relations, Chosen, Contained>, Paging {
  readonly filters?: Filters<Fields, Name> | undefined;
  /** How the conditions combine. OR works over different fields only. @default 'AND' */
  readonly connector?: Connector | undefined;
  readonly sort?:
    | SortKey<Fields, Name, keyof Relations & string>
    | readonly SortKey<Fields, Name, keyof Relations & string>[]
    | null
    | undefined;
}
