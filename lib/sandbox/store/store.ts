import { COUNTRIES, ENTITIES } from '../entities/entities.js';
import { own } from '../wire/json.js';
import { type ConversionChanges, createConversionTable } from './conversion-table.js';
import { type Counts, type Entity, type TableName, textIn } from './entity.js';
import { randomFor } from './random.js';
import { createResults, type Results } from './results.js';
import { createTable, type StoredTable, type Table, type TableBasis } from './table.js';

/** All tables of a sandbox. */
export type Tables = Readonly<Record<TableName, Table>>;

/** The same tables as the sandbox itself reads them. */
type StoredTables = Readonly<Record<TableName, StoredTable>>;

/** The data of a sandbox: rows, and relations of offers that have no rows of their own. */
export interface Store {
  readonly tables: StoredTables;
  /** The table of a model; one that is not among `tables` is created on first use. */
  tableOf(entity: Entity): StoredTable;
  /** How many writes there were to any table. */
  readonly writes: number;
  /** The results of the last queries. */
  readonly results: Results;
  /** When conversions were added, and which were changed. */
  readonly conversionChanges: ConversionChanges;
  /** The codes of the countries that an offer targets. */
  readonly offerCountries: Links;
  /** The ids of the categories of an offer. */
  readonly offerCategories: Links;
  /** The ids of the affiliates that an offer is blocked for. */
  readonly offerBlocks: Links;
}

/** Everything that generated rows depend on. */
type StoreBasis = Omit<TableBasis, 'onChange'>;

/** Creates the rows of a sandbox. `now` is the clock, in ms since 1970, that dates changes. */
export const createStore = ({ seed, counts, era }: StoreBasis, now: () => number): Store => {
  let writes = 0;
  const basis = { seed, counts, era, onChange: (): void => void (writes += 1) };
  const conversions = createConversionTable(ENTITIES.Conversion, basis, now);
  const create: CreateTable = (entity) => createTable(entity, basis);
  const tables = createTables(create, conversions.table);
  return {
    tables,
    tableOf: tableFinder(tables, create),
    get writes() {
      return writes;
    },
    results: createResults(() => writes),
    conversionChanges: conversions.changes,
    offerCountries: createLinks(generatedCountries(seed, counts)),
    offerCategories: createLinks(generatedCategories(seed, counts)),
    offerBlocks: createLinks(() => []),
  };
};

type CreateTable = (entity: Entity) => StoredTable;

const createTables = (create: CreateTable, conversions: StoredTable): StoredTables => {
  const entries = (Object.entries(ENTITIES) as [TableName, Entity][]).map(
    ([name, entity]) => [name, name === 'Conversion' ? conversions : create(entity)] as const,
  );
  const tables = Object.fromEntries(entries) as StoredTables;
  for (const row of COUNTRIES) tables.Country.insert(row);
  return tables;
};

const tableFinder = (tables: StoredTables, create: CreateTable): Store['tableOf'] => {
  const others = new Map<string, StoredTable>();
  return (entity) => {
    const table = own(tables, entity.name) ?? others.get(entity.name) ?? create(entity);
    if (!Object.hasOwn(tables, entity.name)) others.set(entity.name, table);
    return table;
  };
};

const CODES = COUNTRIES.map((row) => textIn(row, 'code'));

type LinksOf = (id: string) => readonly string[];

/** No country, one or two: each has a shape of its own in `contain`. */
const generatedCountries = (seed: number, counts: Counts): LinksOf => {
  const randomOf = randomFor(seed, 'offer countries');
  return (id) => {
    const start = randomOf(Number(id)).int(0, CODES.length - 1);
    return Number(id) <= counts.Offer ? CODES.slice(start, start + (Number(id) % 3)) : [];
  };
};

const generatedCategories = (seed: number, counts: Counts): LinksOf => {
  const randomOf = randomFor(seed, 'offer categories');
  return (id) => {
    if (Number(id) > counts.Offer || counts.OfferCategory === 0) return [];
    return [String(randomOf(Number(id)).int(1, counts.OfferCategory))];
  };
};

/** A relation from rows of one table to things of another, such as the countries of an offer. */
interface Links {
  of(id: string): readonly string[];
  has(id: string, other: string): boolean;
  add(id: string, other: string): void;
  remove(id: string, other: string): void;
}

/** Creates links that `generated` supplies until they are changed. */
const createLinks = (generated: LinksOf): Links => {
  const changed = new Map<string, readonly string[]>();
  const of = (id: string): readonly string[] => changed.get(id) ?? generated(id);
  const has = (id: string, other: string): boolean => of(id).includes(other);
  return {
    of,
    has,
    add: (id, other) => void (has(id, other) || changed.set(id, [...of(id), other])),
    remove: (id, other) => {
      const rest = of(id).filter((known) => known !== other);
      changed.set(id, rest);
    },
  };
};
