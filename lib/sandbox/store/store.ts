import { COUNTRIES } from '../entities/countries.js';
import { ENTITIES } from '../entities/entities.js';
import { own } from '../wire/json.js';
import { type ConversionChanges, createConversionTable } from './conversion-table.js';
import { type Counts, type Entity, type TableName, textIn } from './entity.js';
import { randomFor } from './random.js';
import { createTable, type Table } from './table.js';

/** Which things of one kind belong to one thing of another, such as the countries of an offer. */
export interface Links {
  of(id: string): readonly string[];
  has(id: string, other: string): boolean;
  add(id: string, other: string): void;
  remove(id: string, other: string): void;
}

/** Links that come from `base` until they are changed. */
export const createLinks = (base: (id: string) => readonly string[]): Links => {
  const changed = new Map<string, readonly string[]>();
  const of = (id: string): readonly string[] => changed.get(id) ?? base(id);
  const has = (id: string, other: string): boolean => of(id).includes(other);
  return {
    of,
    has,
    add: (id, other) => void (has(id, other) || changed.set(id, [...of(id), other])),
    remove: (id, other) =>
      void changed.set(
        id,
        of(id).filter((known) => known !== other),
      ),
  };
};

/** All the rows of a sandbox. */
export type Tables = Readonly<Record<TableName, Table>>;

/** All that a sandbox knows: rows, and what ties offers to things that are no rows of their own. */
export interface Store {
  readonly tables: Tables;
  /** The rows of any kind; those of a kind that has no table of its own are made when they are first asked for. */
  tableOf(entity: Entity): Table;
  /** When conversions came, and which were changed. */
  readonly conversionChanges: ConversionChanges;
  /** Codes of the countries an offer is aimed at. */
  readonly offerCountries: Links;
  /** Ids of the categories an offer is in. */
  readonly offerCategories: Links;
  /** Ids of the affiliates that an offer is closed to. */
  readonly offerBlocks: Links;
}

const codes = COUNTRIES.map((row) => textIn(row, 'code'));

const createTables = (seed: number, counts: Counts, conversions: Table): Tables => {
  const entries = (Object.entries(ENTITIES) as [TableName, Entity][]).map(
    ([name, entity]) => [name, name === 'Conversion' ? conversions : createTable(entity, seed, counts)] as const,
  );
  const tables = Object.fromEntries(entries) as Tables;
  for (const row of COUNTRIES) tables.Country.insert(row);
  return tables;
};

/** Finds the table of a kind, and makes it where the sandbox has none. */
const tableFinder = (tables: Tables, seed: number, counts: Counts): Store['tableOf'] => {
  const made = new Map<string, Table>();
  return (entity) => {
    const table = own(tables, entity.name) ?? made.get(entity.name) ?? createTable(entity, seed, counts);
    if (!Object.hasOwn(tables, entity.name)) made.set(entity.name, table);
    return table;
  };
};

/** Creates the rows of a sandbox from its seed. `now` is the clock, in ms since 1970, that dates what is changed. */
export const createStore = (seed: number, counts: Counts, now: () => number = Date.now): Store => {
  const conversions = createConversionTable(ENTITIES.Conversion, seed, counts, now);
  const tables = createTables(seed, counts, conversions.table);
  const countryDraws = randomFor(seed, 'offer countries');
  const categoryDraws = randomFor(seed, 'offer categories');
  const generated = (id: string): boolean => Number(id) <= counts.Offer;

  const countriesOf = (id: string): readonly string[] => {
    const draw = countryDraws(Number(id));
    const start = draw.int(0, codes.length - 1);
    // None, one or several: each is a shape of its own in `contain`.
    return generated(id) ? codes.slice(start, start + (Number(id) % 3)) : [];
  };

  const categoriesOf = (id: string): readonly string[] => {
    if (!generated(id) || counts.OfferCategory === 0) return [];
    return [String(categoryDraws(Number(id)).int(1, counts.OfferCategory))];
  };

  return {
    tables,
    tableOf: tableFinder(tables, seed, counts),
    conversionChanges: conversions.changes,
    offerCountries: createLinks(countriesOf),
    offerCategories: createLinks(categoriesOf),
    offerBlocks: createLinks(() => []),
  };
};
