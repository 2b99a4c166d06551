import type { ModelFields } from './generated/model-fields.js';

/** An id: a string, as the service writes it, or a number. */
export type Id = string | number | bigint;

/** An integer, or the string of one. */
export type Int = number | bigint | string;

/** A decimal; a string keeps money exact. */
export type Decimal = number | bigint | string;

/** A flag; `true` and `false` are sent as `1` and `0`. */
export type Flag = boolean | 0 | 1 | '0' | '1';

/** A list, or values by key where the service accepts that. */
export type List<Item = unknown> = readonly Item[] | ReadonlySet<Item> | Readonly<Record<string, Item>>;

/** The known values and any other of their type, since the service may know more. */
export type Open<Value extends string | number> = Value | (string & {}) | (number extends Value ? number : never);

/** Fields of a row to write, by their wire names; any name where the catalog does not know the fields. */
export type RowData<Name extends string = string> = Name extends keyof ModelFields
  ? { readonly [Field in keyof ModelFields[Name]]?: unknown }
  : Readonly<Record<string, unknown>>;

/** The kind of value in a field. Nearly all of them are strings on the wire. */
export type FieldKind =
  'array' | 'boolean01' | 'date' | 'datetime' | 'decimal' | 'enum' | 'id' | 'int' | 'object' | 'string' | 'timestamp';
