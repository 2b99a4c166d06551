import type { AuthOptions } from './auth/schemes.js';
import type { RawLogOptions } from './raw-logs/options.js';
import { checkSettings } from './check-options.js';
import type { Counts, TableName } from './store/entity.js';

/** Settings of a sandbox, which `Sandbox.configure` changes while it runs. */
export interface SandboxSettings {
  /** The rate limit of the network. `true` is that of the real service, 50 calls in any 10 s. @default false */
  readonly rateLimit: RateLimit;
  /** The delay before each reply, in ms. @default 0 */
  readonly latency: number;
  /** The most rows of a page, even when a call asks for more. @default Infinity */
  readonly maxPageSize: number;
  /** Limits and shapes of reports. @default {} */
  readonly reports: ReportOptions;
}

/** A limit of `calls` calls in any `per` ms; `true` for that of the real service, `false` for none. */
export type RateLimit = CallLimit | boolean;

/** At most `calls` calls in any `per` ms. */
export interface CallLimit {
  readonly calls: number;
  readonly per: number;
}

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
  /** The seed of the generated rows: equal seeds, counts, `from` and `days` give equal rows. @default 1 */
  readonly seed?: number;
  /**
   * The first day that has data, `YYYYMMDD` in UTC: conversions and raw logs, and so reports.
   * @default `rawLogs.from`, or else the days end with the one before today
   */
  readonly from?: string;
  /** The number of days that have data, counted from the first. @default `rawLogs.days`, or else 3 */
  readonly days?: number;
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

/** The rate limit that the real service was seen to have: "Configured: 50/10s window". */
export const REAL_LIMIT: CallLimit = { calls: 50, per: 10_000 };

/** The limit in numbers; `undefined` for none. */
export const limitOf = (rateLimit: RateLimit): CallLimit | undefined =>
  rateLimit === true ? REAL_LIMIT : rateLimit || undefined;

const SETTINGS: SandboxSettings = { rateLimit: false, latency: 0, maxPageSize: Infinity, reports: {} };

/** The settings in `options`, with defaults for the others. */
export const settingsOf = (options: SandboxOptions): SandboxSettings => withOptions(SETTINGS, options);

/** The settings with `changes` applied. @throws TypeError for a wrong one, RangeError for a number out of range */
export const changedSettings = (settings: SandboxSettings, changes: object): SandboxSettings => {
  checkSettings('Sandbox.configure', changes);
  return withOptions(settings, changes);
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

/** The number of rows of each table. */
export const countsOf = (options: SandboxOptions): Counts => tableCounts(withOptions(COUNTS, options));

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
