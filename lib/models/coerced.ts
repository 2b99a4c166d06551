import type { FieldKind } from '../catalog/wire-types.js';

/** The kind of value in a field, as the catalog names it; `plain` values are left unchanged. */
export type CoerceKind = FieldKind | 'plain';

/**
 * The kinds of the fields, by name. The name of a nested field starts with the key of its row (`'Stat.clicks'`). A column in
 * another currency (`payout@EUR`) has the kind of its base column (`payout`), unless it has its own entry.
 */
export type CoerceKinds = Readonly<Record<string, CoerceKind>>;

/** Options of `coerce` and `coercing`. */
export interface CoerceOptions {
  /**
   * Converts decimals: `'number'` to numbers, which are not exact; a function gets the text and returns its own value, such
   * as that of a decimal library. @default they stay strings, which keep money exact
   */
  readonly decimal?: 'number' | ((text: string) => unknown) | undefined;
  /** Converts a day, `YYYY-MM-DD`. @default it stays a string */
  readonly date?: ((text: string) => unknown) | undefined;
  /**
   * Converts a time, `YYYY-MM-DD HH:MM:SS`, which is in the network's time zone. @default it stays a string, since the reply
   * does not name the zone
   */
  readonly datetime?: ((text: string) => unknown) | undefined;
  /** Converts an integer beyond 2^53 to a `bigint` instead of leaving it a string. @default false */
  readonly bigint?: boolean | undefined;
  /**
   * Throws an `RxOffersError` that names the field for a value that is not of its kind, instead of leaving it unchanged. The
   * types of the result are exact then. @default false
   */
  readonly strict?: boolean | undefined;
}

type Scalar = string | number;

/** Values that stay unchanged because they are not of their kind; none when `strict` refuses them. */
type MisfitText<Value, Options> = Options extends { readonly strict: true } ? never : Extract<Value, string>;
type MisfitScalar<Value, Options> = Options extends { readonly strict: true } ? never : Extract<Value, Scalar>;

/** Values that are never converted, since they are neither text nor number: above all `null`. */
type Untouched<Value> = Exclude<Value, Scalar>;

type Big<Options> = Options extends { readonly bigint: true } ? bigint : never;

type Decimal<Value, Options> = Options extends { readonly decimal: infer How }
  ? How extends 'number'
    ? number | MisfitText<Value, Options> | Untouched<Value>
    : How extends (text: string) => infer Made
      ? Made | MisfitText<Value, Options> | Untouched<Value>
      : Value
  : Value;

type Time<Value, Options, Name extends 'date' | 'datetime'> = Options extends {
  readonly [One in Name]: (text: string) => infer Made;
}
  ? Made | MisfitText<Value, Options> | Extract<Value, number> | Untouched<Value> | null
  : Value | null;

/** The type of a value after its conversion. */
export type CoercedValue<Value, Kind, Options> = Kind extends 'int'
  ? number | Big<Options> | MisfitText<Value, Options> | Untouched<Value>
  : Kind extends 'decimal'
    ? Decimal<Value, Options>
    : Kind extends 'boolean01'
      ? boolean | MisfitScalar<Value, Options> | Untouched<Value>
      : Kind extends 'date' | 'datetime'
        ? Time<Value, Options, Kind>
        : Kind extends 'timestamp'
          ? number | MisfitText<Value, Options> | Untouched<Value> | null
          : Kind extends 'id'
            ? string | Untouched<Value>
            : Value;

/** The kind of a field by its name, or by its name without the currency. */
type KindAt<Kinds, Path> = Path extends keyof Kinds
  ? Kinds[Path]
  : Path extends `${infer Name}@${string}`
    ? Name extends keyof Kinds
      ? Kinds[Name]
      : never
    : never;

type Opaque = readonly unknown[] | ReadonlyMap<unknown, unknown>;

/** A nested row, converted where one of its fields has a kind. */
type Nested<Value, Kinds, Options, Path extends string> = Value extends Opaque
  ? Value
  : Value extends object
    ? [Extract<keyof Kinds, `${Path}.${string}`>] extends [never]
      ? Value
      : CoercedFields<Value, Kinds, Options, `${Path}.`>
    : Value;

type CoercedField<Value, Kinds, Options, Path extends string> = [KindAt<Kinds, Path>] extends [never]
  ? Nested<Value, Kinds, Options, Path>
  : CoercedValue<Value, KindAt<Kinds, Path>, Options>;

/** Members of a model that are not fields: methods, related models and their lists. */
type NotAField =
  | ((...args: never[]) => unknown)
  | { readonly findAll: unknown }
  | { readonly related: unknown }
  | readonly { readonly related: unknown }[];

type FieldName<Name, Value> = Name extends string
  ? [NonNullable<Value>] extends [never]
    ? Name
    : NonNullable<Value> extends NotAField
      ? never
      : Name
  : never;

type CoercedFields<Row, Kinds, Options, Prefix extends string> = {
  [Name in keyof Row as FieldName<Name, Row[Name]>]: CoercedField<
    Row[Name],
    Kinds,
    Options,
    `${Prefix}${Name & string}`
  >;
};

/** A row after `coerce`: its fields, each with the type of its kind. */
export type Coerced<Row, Kinds extends CoerceKinds, Options extends CoerceOptions = CoerceOptions> = CoercedFields<
  Row,
  Kinds,
  Options,
  ''
>;
