import { checkInteger } from '../protocol/validate.js';
import type { AuthOptions } from './auth/schemes.js';
import type { RawLogOptions } from './raw-logs/options.js';
import type { Counts, TableName } from './store/entity.js';

/** Settings of a sandbox, which `Sandbox.configure` changes while it runs. */
export interface SandboxSettings {
  /** The rate limit of the network. @default { calls: 50, per: 10_000 } */
  readonly rateLimit: RateLimit;
  /** The delay before each reply, in ms. @default 0 */
  readonly latency: number;
  /** The most rows of a page, even when a call asks for more. @default Infinity */
  readonly maxPageSize: number;
  /** Limits and shapes of reports. @default {} */
  readonly reports: ReportOptions;
}

/** A limit of `calls` calls in any `per` ms; `false` for none. */
export type RateLimit = { readonly calls: number; readonly per: number } | false;

/** Options of the reports of a sandbox. All of them are optional. */
export interface ReportOptions {
  /** The longest span of a report, in days. A longer one is refused. @default no limit */
  readonly maxDays?: number | undefined;
  /** A report with a longer span, in days, gets HTTP 504 with an empty body. @default no limit */
  readonly heavyDays?: number | undefined;
  /** Whether rows come as a list or as an object keyed by their index. Recorded replies have both forms. @default 'list' */
  readonly rows?: 'list' | 'object' | undefined;
}

/** The number of rows of each kind that a sandbox starts with. */
export interface SandboxCounts {
  /** @default 100 */
  readonly offers: number;
  /** @default 40 */
  readonly affiliates: number;
  /** User n belongs to affiliate n, if there is one. @default 35 */
  readonly affiliateUsers: number;
  /** @default 20 */
  readonly advertisers: number;
  /** @default 500 */
  readonly conversions: number;
  /** @default 60 */
  readonly goals: number;
  /** @default 12 */
  readonly tags: number;
  /** How many relations tags have to offers, and as many to affiliates and to advertisers. @default 30 */
  readonly tagRelations: number;
  /** @default 40 */
  readonly offerFiles: number;
  /** @default 8 */
  readonly categories: number;
  /** Approvals of affiliates for offers. @default 60 */
  readonly approvals: number;
}

/** Options of `createSandbox`; all are optional. */
export interface SandboxOptions extends Partial<SandboxSettings>, Partial<SandboxCounts>, AuthOptions {
  /** The seed of the generated rows: equal seeds and counts give equal rows. @default 1 */
  readonly seed?: number;
  /** @default 'sandbox' */
  readonly networkId?: string;
  /** @default 'NETsandbox' */
  readonly networkToken?: string;
  /** The clock, in ms since 1970. It dates new rows, and the rate limit goes by it. @default Date.now */
  readonly now?: () => number;
  /** The files of the raw logs, and how they are downloaded. */
  readonly rawLogs?: RawLogOptions;
  /** A certificate and its key, in PEM; with them the sandbox speaks HTTPS. */
  readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer };
}

const SETTINGS: SandboxSettings = {
  rateLimit: { calls: 50, per: 10_000 },
  latency: 0,
  maxPageSize: Infinity,
  reports: {},
};

/** The settings in `options`, with defaults for the others. @throws RangeError when a value is out of range */
export const settingsOf = (options: SandboxOptions): SandboxSettings =>
  changedSettings(SETTINGS, options, 'createSandbox');

/** The settings with `changes` applied; `caller` begins an error message. @throws RangeError when a value is out of range */
export const changedSettings = (
  settings: SandboxSettings,
  changes: object,
  caller = 'Sandbox.configure',
): SandboxSettings => {
  const changed = withOptions(settings, changes);
  checkSettings(changed, caller);
  return changed;
};

const checkSettings = ({ rateLimit, latency, maxPageSize, reports }: SandboxSettings, caller: string): void => {
  checkReportOptions(reports, caller);
  if (!(latency >= 0 && latency < Infinity))
    throw new RangeError(`${caller}: latency should be a number of ms of at least 0, not ${latency}`);
  if (!(maxPageSize >= 1)) throw new RangeError(`${caller}: maxPageSize should be at least 1, not ${maxPageSize}`);
  if (rateLimit !== false && !(rateLimit.calls >= 0 && rateLimit.per > 0))
    throw new RangeError(`${caller}: rateLimit should be { calls, per } or false, not ${JSON.stringify(rateLimit)}`);
};

const checkDays = (label: string, days: number | undefined): void => {
  if (days !== undefined && !(days >= 1))
    throw new RangeError(`${label} should be a number of at least 1, not ${days}`);
};

/** Checks the options; `caller` begins the error message. @throws RangeError for an invalid value */
const checkReportOptions = ({ maxDays, heavyDays, rows }: ReportOptions, caller = 'Sandbox'): void => {
  checkDays(`${caller}: reports.maxDays`, maxDays);
  checkDays(`${caller}: reports.heavyDays`, heavyDays);
  if (rows !== undefined && rows !== 'list' && rows !== 'object')
    throw new RangeError(`${caller}: reports.rows should be 'list' or 'object', not '${String(rows)}'`);
};

/** The defaults, with those options in place that have the same names. */
const withOptions = <T extends object>(defaults: T, options: object): T => {
  const given = Object.entries(options).filter(([key, value]) => key in defaults && value !== undefined);
  return { ...defaults, ...(Object.fromEntries(given) as Partial<T>) };
};

const COUNTS: SandboxCounts = {
  ...{ offers: 100, affiliates: 40, affiliateUsers: 35, advertisers: 20, conversions: 500, goals: 60, tags: 12 },
  ...{ tagRelations: 30, offerFiles: 40, categories: 8, approvals: 60 },
};

/** The number of rows of each table. @throws RangeError when a count is not a whole number of at least 0 */
export const countsOf = (options: SandboxOptions): Counts => {
  const counts = withOptions(COUNTS, options);
  for (const [name, count] of Object.entries(counts)) checkInteger(`createSandbox: ${name}`, count, 0);
  return tableCounts(counts);
};

const tableCounts = (counts: SandboxCounts): Record<TableName, number> => ({
  Advertiser: counts.advertisers,
  Affiliate: counts.affiliates,
  AffiliateOffer: counts.approvals,
  AffiliateUser: counts.affiliateUsers,
  AdvertisersTags: counts.tagRelations,
  AffiliatesTags: counts.tagRelations,
  Conversion: counts.conversions,
  Country: 0,
  Goal: counts.goals,
  Offer: counts.offers,
  OfferCategory: counts.categories,
  OfferFile: counts.offerFiles,
  OffersTags: counts.tagRelations,
  Tag: counts.tags,
});
