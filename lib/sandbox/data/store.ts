import { COUNTRIES } from '../entities/country.js';
import { ENTITIES } from '../entities/entities.js';
import { drawsFor } from './draw.js';
import type { Counts, Entity, TableName } from './entity.js';
import { textIn } from './row.js';
import { createLinks, type Links } from './links.js';
import { createTable, type Table } from './table.js';

/** All the rows of a sandbox. */
export type Tables = Readonly<Record<TableName, Table>>;

/** All that a sandbox knows: rows, and what ties offers to things that are no rows of their own. */
export interface Store {
  readonly tables: Tables;
  /** Codes of the countries an offer is aimed at. */
  readonly offerCountries: Links;
  /** Ids of the categories an offer is in. */
  readonly offerCategories: Links;
  /** Ids of the affiliates that an offer is closed to. */
  readonly offerBlocks: Links;
}

const codes = COUNTRIES.map((row) => textIn(row, 'code'));

const createTables = (seed: number, counts: Counts): Tables => {
  const entries = (Object.entries(ENTITIES) as [TableName, Entity][]).map(
    ([name, entity]) => [name, createTable(entity, seed, counts)] as const,
  );
  const tables = Object.fromEntries(entries) as Tables;
  for (const row of COUNTRIES) tables.Country.insert(row);
  return tables;
};

/** Creates the rows of a sandbox from its seed. */
export const createStore = (seed: number, counts: Counts): Store => {
  const countryDraws = drawsFor(seed, 'offer countries');
  const categoryDraws = drawsFor(seed, 'offer categories');
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
    tables: createTables(seed, counts),
    offerCountries: createLinks(countriesOf),
    offerCategories: createLinks(categoriesOf),
    offerBlocks: createLinks(() => []),
  };
};
