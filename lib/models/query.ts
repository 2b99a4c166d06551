import type { FieldKinds } from '../catalog/generated/field-kinds.js';
import type { Connector, FilterOperator } from '../protocol/query.js';
import type { Demand } from '../streams/demand.js';

export type { Id } from '../catalog/wire-types.js';

/** The option that allows names that the catalog does not list, since the service may be newer. */
export interface UnlistedOption {
  readonly unlisted: true;
}

/** A single value as a query takes it; `true` and `false` are sent as `1` and `0`. */
export type Scalar = string | number | bigint | boolean;

type Names<Fields> = keyof Fields & string;
type Qualified<Name extends string, Key extends string> = Key | `${Name}.${Key}`;

type KindOf<Name, Key> = Name extends keyof FieldKinds
  ? Key extends keyof FieldKinds[Name]
    ? FieldKinds[Name][Key]
    : 'plain'
  : 'plain';

/** The values to compare a field with: numbers as numbers or strings, days and times as strings or `Date`s. */
type ValueOf<Kind, Wire> = Kind extends 'id' | 'int' | 'decimal' | 'float'
  ? string | number | bigint
  : Kind extends 'boolean01'
    ? boolean | 0 | 1 | '0' | '1'
    : Kind extends 'enum'
      ? Exclude<Wire, null | undefined>
      : Kind extends 'date' | 'datetime'
        ? string | Date
        : Kind extends 'string'
          ? string | number | bigint
          : Kind extends 'timestamp'
            ? string | number | bigint | Date
            : Scalar | Date;

type FilterValue<Fields, Name, Key extends keyof Fields> = ValueOf<KindOf<Name, Key>, Fields[Key]>;

/** Operators that test a condition and take a flag. */
type FlagOperator = 'null' | 'not_null' | 'true' | 'false';
type LikeOperator = 'like' | 'not_like';
type ComparisonOperator = Exclude<FilterOperator, FlagOperator | LikeOperator>;

/** The value of `or` where the fields of the model are unknown, so that any name may be one. */
type Alternatives<Fields> = string extends keyof Fields ? readonly Readonly<Record<string, unknown>>[] : never;

/**
 * Conditions on the fields of a model: `{ status: ['active', 'paused'], id__gt: 100, 'Offer.name__like': '%x%' }`.
 * A list means "is one of" and is allowed only without an operator. An unknown field, an unknown operator or a value of the
 * wrong kind does not compile.
 */
type Conditions<Fields, Name extends string> = {
  readonly [Key in Names<Fields> as Qualified<Name, Key>]?:
    FilterValue<Fields, Name, Key> | readonly FilterValue<Fields, Name, Key>[] | Alternatives<Fields>;
} & {
  readonly [Key in Names<Fields> as `${Qualified<Name, Key>}__${ComparisonOperator}`]?: FilterValue<Fields, Name, Key>;
} & {
  readonly [Key in Names<Fields> as `${Qualified<Name, Key>}__${LikeOperator}`]?: string | number | bigint;
} & {
  readonly [Key in Names<Fields> as `${Qualified<Name, Key>}__${FlagOperator}`]?: boolean | 0 | 1 | '0' | '1';
};

/**
 * The filters of a query: conditions that all have to hold, such as `{ status: ['active', 'paused'], id__gt: 100 }`, and
 * alternatives under `or`, of which one has to hold as well: `{ status: 'active', or: [{ id: [1, 2] }, { name__like: 'x%' }] }`.
 */
export type Filters<Fields, Name extends string> = Conditions<Fields, Name> & {
  /**
   * Alternatives, of which one has to hold together with the other conditions; each is one condition, on a field of its own.
   *
   * @experimental Next to other conditions, OR was seen only in a reply that the tests of a public client contain.
   */
  readonly or?: readonly Conditions<Fields, Name>[];
};

/** A field of the model, or `Model.field` of a model that can be contained; the field of the latter is not checked. */
type SortField<Fields, Name extends string, Relation extends string> =
  Qualified<Name, Names<Fields>> | `${Relation}.${string}`;

/** A field to sort by, with a leading `-` for descending order; fields of contained models as `Model.field`. */
export type SortKey<Fields, Name extends string = string, Relation extends string = never> =
  SortField<Fields, Name, Relation> | `-${SortField<Fields, Name, Relation>}`;

/** Names of the fields to return; a tuple, so that the type of the emitted model has exactly these. */
export type FieldNames<Fields> = readonly (keyof Fields & string)[];

/** Names of the related models to include; a single one may be given without a list. */
export type ContainNames<Relations> = readonly (keyof Relations & string)[] | (keyof Relations & string);

/** The fields and related models that a find call returns. */
export interface Projection<
  Fields,
  Relations = Readonly<Record<string, unknown>>,
  Chosen extends FieldNames<Fields> = FieldNames<Fields>,
  Contained extends ContainNames<Relations> = ContainNames<Relations>,
> {
  /** Return these fields only. */
  readonly fields?: Chosen | undefined;
  /** Related models to include, by their name on the wire: `['Country']`. */
  readonly contain?: Contained | undefined;
}

/** Paging options of a list call. */
export interface Paging {
  /** The most elements to emit. With 0 nothing is sent and nothing emitted. */
  readonly limit?: number | undefined;
  /** Fetch this page only; pages start at 1. */
  readonly page?: number | undefined;
  /** Elements to request per page. @default 500 */
  readonly pageSize?: number | undefined;
  /** Pages to fetch ahead of the one being emitted. @default 1 */
  readonly prefetch?: number | undefined;
  /** Pages in flight at once, where the service says how many there are; they are still emitted in order. @default 1 */
  readonly concurrency?: number | undefined;
  /** Page by id instead of by page number, so that rows added or removed meanwhile are neither lost nor repeated. @default false */
  readonly stable?: boolean | undefined;
  /** The demand to follow, where an operator downstream hides it: see `iterate`. */
  readonly demand?: Demand | undefined;
}

/** The query of a list call. */
export interface FindAllQuery<
  Fields,
  Name extends string,
  Relations = object,
  Chosen extends FieldNames<Fields> = FieldNames<Fields>,
  Contained extends ContainNames<Relations> = ContainNames<Relations>,
>
  extends Projection<Fields, Relations, Chosen, Contained>, Paging {
  readonly filters?: Filters<Fields, Name> | undefined;
  /**
   * How the conditions combine. OR needs conditions on different fields; for alternatives next to other conditions use
   * `filters.or`. @default 'AND'
   */
  readonly connector?: Connector | undefined;
  readonly sort?:
    | SortKey<Fields, Name, keyof Relations & string>
    | readonly SortKey<Fields, Name, keyof Relations & string>[]
    | null
    | undefined;
}

/** The requested fields, none of them optional. Where the fields of a model are unknown, their values are `unknown`. */
type Picked<Fields, Name> = string extends keyof Fields
  ? { readonly [Field in Name & string]: unknown }
  : { [Field in keyof Fields as Field extends Name ? Field : never]-?: Exclude<Fields[Field], undefined> };

type Without<Row, Fields> = string extends keyof Fields ? Row : Omit<Row, keyof Fields>;

/** A model with exactly the requested fields. A list of unknown length says nothing and leaves all of them optional. */
type Narrowed<Row, Fields, Chosen extends readonly string[]> = [Chosen] extends [never]
  ? Row
  : number extends Chosen['length']
    ? Row
    : Without<Row, Fields> & Picked<Fields, Chosen[number]>;

/** The names in `contain`; none where the list has an unknown length. */
type KnownNames<Contained> = Contained extends readonly string[]
  ? number extends Contained['length']
    ? never
    : Contained[number]
  : Contained;

/** `related('Country')` of a model that contains countries. */
interface RelatedTo<Relations, Name extends keyof Relations> {
  related<One extends Name>(name: One): readonly Relations[One][];
}

/** The contained models as properties. A property that the row already has is only made present. */
type RelatedProperties<Row, Fields, Relations, Name> = {
  readonly [
    One in keyof Relations & string as One extends Name
      ? Uncapitalize<One> extends keyof Fields
        ? never
        : Uncapitalize<One>
      : never
  ]: Uncapitalize<One> extends keyof Row
    ? NonNullable<unknown> | null
    : Relations[One] | readonly Relations[One][] | null;
};

/** The members that a row gains when models are included with it. */
type Containing<Row, Fields, Relations, Contained> = [KnownNames<Contained>] extends [never]
  ? unknown
  : RelatedTo<Relations, KnownNames<Contained> & keyof Relations> &
      RelatedProperties<Row, Fields, Relations, KnownNames<Contained>>;

/** The result of a find call: the model, narrowed to the requested fields, with the related models it includes. */
export type Projected<
  Row,
  Fields,
  Relations,
  Chosen extends FieldNames<Fields>,
  Contained extends ContainNames<Relations>,
> = Containing<Row, Fields, Relations, Contained> & Narrowed<Row, Fields, Chosen>;
