import type { JsonObject } from '../wire/json.js';
import type { Random } from './random.js';

/** One row as the service writes it: keys in wire order, nearly all values text. */
export type Row = JsonObject;

/** A field of a row as text; `''` for what is null or no scalar. */
export const textIn = (row: Row, field: string): string => {
  const value = row[field];
  return typeof value === 'object' || value === undefined ? '' : String(value);
};

/** The tables that rows live in, named as the models on the wire. */
export type TableName =
  | 'Advertiser'
  | 'Affiliate'
  | 'AffiliateOffer'
  | 'AffiliateUser'
  | 'AdvertisersTags'
  | 'AffiliatesTags'
  | 'Conversion'
  | 'Country'
  | 'Goal'
  | 'Offer'
  | 'OfferCategory'
  | 'OfferFile'
  | 'OffersTags'
  | 'Tag';

/** How many rows each table is generated with. */
export type Counts = Readonly<Record<TableName, number>>;

/** What the sandbox knows of one kind of row. */
export interface Entity {
  /** The model it is on the wire. */
  readonly name: string;
  /** As error texts call it: `Could not update affiliate.` */
  readonly noun: string;
  /** Every key of the wire, in its order, with the value of a row that was just created. */
  readonly template: Row;
  /** What differs from the template in the row `id` of a fresh sandbox. */
  readonly generate: (id: number, draw: Random, counts: Counts) => Row;
  /** How many rows a fresh sandbox has, where no count says so. @default 0 */
  readonly rows?: number;
  /** Whether a write may have fields that are not in the template: the catalog does not know every model to the end. */
  readonly isOpen?: boolean;
  /** The order of lists without a sort. The real service lists some kinds newest first. */
  readonly order?: 'asc' | 'desc';
  /** Fields that a create must have. */
  readonly required?: readonly string[];
  /** Fields that take only these values. */
  readonly enums?: Readonly<Record<string, readonly string[]>>;
  /** Fields a write accepts and nobody reads back. */
  readonly writeOnly?: readonly string[];
  /** What a create sets by itself. */
  readonly onCreate?: (now: number) => Row;
  /** What an update sets by itself. */
  readonly onUpdate?: (now: number) => Row;
}

/** The id of a row of another table, or `null` when that table was made empty. */
export const reference = (draw: Random, count: number): string | null =>
  count > 0 ? String(draw.int(1, count)) : null;

/** How many rows of a model there are that the sandbox has no table of: the ids 1 to 7. */
export const GENERATED_ROWS = 7;
