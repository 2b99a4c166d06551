import type { Counts, TableName } from './store/entity.js';
import type { AuthOptions } from './auth/schemes.js';
import type { RateLimit } from './server/rate-limit.js';
import type { RawLogOptions } from './raw-logs/options.js';
import { checkReportOptions, type ReportOptions } from './reports/limits.js';

/** What may be changed while a sandbox runs. */
export interface SandboxSettings {
  /** The service's limit. @default { calls: 50, per: 10_000 } */
  readonly rateLimit: RateLimit;
  /** How long each reply waits, in ms. @default 0 */
  readonly latency: number;
  /** The most rows a page has, whatever limit is asked for. @default Infinity */
  readonly maxPageSize: number;
  /** How reports answer. @default {} */
  readonly reports: ReportOptions;
}

/** How many rows a fresh sandbox has. */
export interface SandboxCounts {
  /** @default 100 */
  readonly offers: number;
  /** @default 40 */
  readonly affiliates: number;
  /** One for each affiliate while there are enough. @default 35 */
  readonly affiliateUsers: number;
  /** @default 20 */
  readonly advertisers: number;
  /** @default 500 */
  readonly conversions: number;
  /** @default 60 */
  readonly goals: number;
  /** @default 12 */
  readonly tags: number;
  /** Ties of tags to offers, affiliates and advertisers, so many of each. @default 30 */
  readonly tagRelations: number;
  /** @default 40 */
  readonly offerFiles: number;
  /** @default 8 */
  readonly categories: number;
  /** What affiliates may do with offers. @default 60 */
  readonly approvals: number;
}

/** Options of `createSandbox`; none is needed. */
export interface SandboxOptions extends Partial<SandboxSettings>, Partial<SandboxCounts>, AuthOptions {
  /** Equal seeds and counts give equal rows. @default 1 */
  readonly seed?: number;
  /** @default 'sandbox' */
  readonly networkId?: string;
  /** @default 'NETsandbox' */
  readonly networkToken?: string;
  /** The clock, in ms since 1970: dates of what is created, and the window of the limit. @default Date.now */
  readonly now?: () => number;
  /** The raw logs, and how they are served. */
  readonly rawLogs?: RawLogOptions;
  /** A certificate and its key in PEM: the sandbox then speaks HTTPS. */
  readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer };
}

const SETTINGS: SandboxSettings = {
  rateLimit: { calls: 50, per: 10_000 },
  latency: 0,
  maxPageSize: Infinity,
  reports: {},
};

const COUNTS: SandboxCounts = {
  ...{ offers: 100, affiliates: 40, affiliateUsers: 35, advertisers: 20, conversions: 500, goals: 60, tags: 12 },
  ...{ tagRelations: 30, offerFiles: 40, categories: 8, approvals: 60 },
};

const checkCounts = (counts: SandboxCounts): void => {
  for (const [name, count] of Object.entries(counts) as [string, number][])
    if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${name} should be a whole number, 0 or more`);
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

const known = <T extends object>(defaults: T, options: object): T => {
  const given = Object.entries(options).filter(([key, value]) => key in defaults && value !== undefined);
  return { ...defaults, ...(Object.fromEntries(given) as Partial<T>) };
};

const checkSettings = ({ rateLimit, latency, maxPageSize, reports }: SandboxSettings): void => {
  checkReportOptions(reports);
  if (!(latency >= 0 && latency < Infinity)) throw new RangeError('latency should be ms, 0 or more');
  if (!(maxPageSize >= 1)) throw new RangeError('maxPageSize should be 1 or more');
  if (rateLimit !== false && !(rateLimit.calls >= 0 && rateLimit.per > 0))
    throw new RangeError('rateLimit should be { calls, per } or false');
};

/** The settings after some were changed. @throws RangeError for a value that makes no sense. */
export const changedSettings = (settings: SandboxSettings, changes: object): SandboxSettings => {
  const changed = known(settings, changes);
  checkSettings(changed);
  return changed;
};

/** The settings with their defaults. @throws RangeError for a value that makes no sense. */
export const settingsOf = (options: SandboxOptions): SandboxSettings => changedSettings(SETTINGS, options);

/** The number of rows of each kind. @throws RangeError for a count that is none. */
export const countsOf = (options: SandboxOptions): Counts => {
  const counts = known(COUNTS, options);
  checkCounts(counts);
  return tableCounts(counts);
};
