import type { Json, JsonObject } from '../wire/json.js';
import type { Era } from './era.js';
import type { Random } from './random.js';

/** A row as the service writes it: keys in the order of the wire, nearly all values as text. */
export type Row = JsonObject;

/** A value as text; `''` when it is missing, `null` or not a scalar. */
export const textOf = (value: Json | undefined): string =>
  typeof value === 'object' || value === undefined ? '' : String(value);

/** A field of a row as text; `''` when it is missing, `null` or not a scalar. */
export const textIn = (row: Row, field: string): string => textOf(row[field]);

/** A day, in ms. */
export const DAY = 86_400_000;

/** An instant as `2024-03-01 08:00:00`; the time zone of the sandbox's network is UTC. */
export const dateTime = (instant: number): string => new Date(instant).toISOString().slice(0, 19).replace('T', ' ');

/** An instant in Unix seconds, as `modified` has it. */
export const unixSeconds = (instant: number): number => Math.floor(instant / 1000);

/** The date that the service writes for "never". */
export const NO_DATE = '0000-00-00 00:00:00';

/** `NO_DATE` where the service converts it to Unix seconds; seen in recorded replies. */
export const NO_DATE_SECONDS = -62_169_966_000;

/** The names of the tables, which are those of the models on the wire. */
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

/** The number of generated rows of each table. */
export type Counts = Readonly<Record<TableName, number>>;

/** The description of a model: its columns, its rules, and how its rows are generated. */
export interface Entity {
  /** The name of the model on the wire. */
  readonly name: string;
  /** The name in error messages: `Could not update affiliate.` */
  readonly noun: string;
  /** All columns in the order of the wire, with the values of a new row. */
  readonly template: Row;
  /** The columns of the generated row `id` that differ from the template. */
  readonly generate: (id: number, random: Random, counts: Counts, era: Era) => Row;
  /** The number of generated rows of a model that `Counts` leaves out. @default 0 */
  readonly rows?: number;
  /** Whether a write may set columns that the template lacks: the catalog does not list all columns of every model. */
  readonly isOpen?: boolean;
  /** The order of lists without a sort; the service lists some models newest first. @default 'asc' */
  readonly order?: 'asc' | 'desc';
  /** The fields that a create must have. */
  readonly required?: readonly string[];
  /** The values that a field is restricted to. */
  readonly enums?: Readonly<Record<string, readonly string[]>>;
  /** Fields that a write accepts and no reply shows. */
  readonly writeOnly?: readonly string[];
  /** The columns that every create sets. */
  readonly onCreate?: (now: number) => Row;
  /** The columns that every update sets. */
  readonly onUpdate?: (now: number) => Row;
}
