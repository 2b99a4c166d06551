import type { FieldKind } from '../catalog/wire-types.js';

/** What a field holds, as the catalog says it; `plain` values are left as they are. */
export type CoerceKind = FieldKind | 'plain';

/**
 * Which field holds what. Fields of a nested row are named with its key in front (`'Stat.clicks'`); a column of another
 * currency (`payout@EUR`) follows its own (`payout`).
 */
export type CoerceKinds = Readonly<Record<string, CoerceKind>>;

/** How `coerce` makes values. */
export interface CoerceOptions {
  /**
   * What becomes of decimals: `'number'` makes numbers, which is not exact; a function makes its own of the text (a decimal
   * library). @default they stay strings, since money is exact only as it came
   */
  readonly decimal?: 'number' | ((text: string) => unknown) | undefined;
  /** Makes a day of `YYYY-MM-DD`. @default it stays a string */
  readonly date?: ((text: string) => unknown) | undefined;
  /**
   * Makes a time of `YYYY-MM-DD HH:MM:SS`, which is in the network's zone. @default it stays a string: the zone is not on
   * the wire
   */
  readonly datetime?: ((text: string) => unknown) | undefined;
  /** Make a `bigint` of a whole number beyond 2^53, instead of leaving its string. @default false */
  readonly bigint?: boolean | undefined;
  /**
   * Refuse a value that is not of its kind with an `RxOffersError` that names the field, instead of leaving it as it is:
   * the types then say exactly what comes out. @default false
   */
  readonly strict?: boolean | undefined;
}

type Scalar = string | number;

/** What stays as it came because it is not of its kind: nothing, when that is refused. */
type Kept<Value, Options> = Options extends { readonly strict: true } ? never : Extract<Value, string>;
type KeptScalar<Value, Options> = Options extends { readonly strict: true } ? never : Extract<Value, Scalar>;

/** What is neither text nor number is not touched: `null`, above all. */
type Rest<Value> = Exclude<Value, Scalar>;

type Big<Options> = Options extends { readonly bigint: true } ? bigint : never;

type Decimal<Value, Options> = Options extends { readonly decimal: infer How }
  ? How extends 'number'
    ? number | Kept<Value, Options> | Rest<Value>
    : How extends (text: string) => infer Made
      ? Made | Kept<Value, Options> | Rest<Value>
      : Value
  : Value;

type Time<Value, Options, Name extends 'date' | 'datetime'> = Options extends {
  readonly [One in Name]: (text: string) => infer Made;
}
  ? Made | Kept<Value, Options> | Extract<Value, number> | Rest<Value> | null
  : Value | null;

/** What becomes of a value of a kind. */
export type CoercedValue<Value, Kind, Options> = Kind extends 'int'
  ? number | Big<Options> | Kept<Value, Options> | Rest<Value>
  : Kind extends 'decimal'
    ? Decimal<Value, Options>
    : Kind extends 'boolean01'
      ? boolean | KeptScalar<Value, Options> | Rest<Value>
      : Kind extends 'date' | 'datetime'
        ? Time<Value, Options, Kind>
        : Kind extends 'timestamp'
          ? number | Kept<Value, Options> | Rest<Value> | null
          : Kind extends 'id'
            ? string | Rest<Value>
            : Value;

/** The kind of a field by its name, or by that before the currency. */
type KindAt<Kinds, Path> = Path extends keyof Kinds
  ? Kinds[Path]
  : Path extends `${infer Name}@${string}`
    ? Name extends keyof Kinds
      ? Kinds[Name]
      : never
    : never;

type Opaque = readonly unknown[] | ReadonlyMap<unknown, unknown>;

/** A nested row, where a kind is said of one of its fields. */
type Nested<Value, Kinds, Options, Path extends string> = Value extends Opaque
  ? Value
  : Value extends object
    ? [Extract<keyof Kinds, `${Path}.${string}`>] extends [never]
      ? Value
      : CoercedFields<Value, Kinds, Options, `${Path}.`>
    : Value;

type At<Value, Kinds, Options, Path extends string> = [KindAt<Kinds, Path>] extends [never]
  ? Nested<Value, Kinds, Options, Path>
  : CoercedValue<Value, KindAt<Kinds, Path>, Options>;

/** What a model has beside its fields: methods, related models, and ways to their lists. */
type Beside =
  | ((...args: never[]) => unknown)
  | { readonly findAll: unknown }
  | { readonly related: unknown }
  | readonly { readonly related: unknown }[];

type FieldName<Name, Value> = Name extends string
  ? [NonNullable<Value>] extends [never]
    ? Name
    : NonNullable<Value> extends Beside
      ? never
      : Name
  : never;

type CoercedFields<Row, Kinds, Options, Prefix extends string> = {
  [Name in keyof Row as FieldName<Name, Row[Name]>]: At<Row[Name], Kinds, Options, `${Prefix}${Name & string}`>;
};

/** A row after `coerce`: its fields alone, each of the type that its kind gives. */
export type Coerced<Row, Kinds extends CoerceKinds, Options extends CoerceOptions = CoerceOptions> = CoercedFields<
  Row,
  Kinds,
  Options,
  ''
>;
