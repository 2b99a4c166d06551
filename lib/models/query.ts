import type { Connector } from '../protocol/encode-filters.js';
import type { Demand } from '../streams/demand.js';
import type { Filters, SortKey } from './filters.js';

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
