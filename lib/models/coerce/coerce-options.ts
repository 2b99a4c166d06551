import type { FieldKind } from '../../catalog/kinds-of.js';

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
