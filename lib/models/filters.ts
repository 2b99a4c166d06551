import type { FilterOperator } from '../protocol/filter-operators.js';
import type { Scalar } from './scalar.js';

type Names<Fields> = keyof Fields & string;
type Qualified<Fields, Name extends string> = Names<Fields> | `${Name}.${Names<Fields>}`;

/**
 * Conditions on the fields of a model: `{ status: ['active', 'paused'], id__gt: 100, 'Offer.name__like': '%x%' }`.
 * A list means "is one of" and stands without an operator only. An unknown field or operator does not compile.
 */
export type Filters<Fields, Name extends string> = {
  readonly [Key in Qualified<Fields, Name>]?: Scalar | readonly Scalar[];
} & {
  readonly [Key in `${Qualified<Fields, Name>}__${FilterOperator}`]?: Scalar;
};

/** A field to sort by, `-` in front for descending; fields of other models as `Model.field`. */
export type SortKey<Fields> = Names<Fields> | `-${Names<Fields>}` | `${string}.${string}`;
