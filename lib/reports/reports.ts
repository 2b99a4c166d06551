import type {
  AffiliateAffiliateCommissionsReportFields,
  AffiliateConversionsReportFields,
  AffiliateStatsReportFields,
  ConversionsReportFields,
  ManagerCommissionsReportFields,
  StatsReportFields,
} from '../catalog/generated/report-fields.js';
import type { TimeZone } from '../protocol/time-zone.js';
import type { ReportCalls } from './flow/fetch-report.js';
import type { ReportTarget } from './query/report-plan.js';
import type { ReportQuery } from './report-query.js';
import type { AnyColumns, ReportCoercion, ReportRow, ReportTotals } from './report-row.js';
import type { UnlistedOption } from '../models/query.js';
import { namingMethods } from '../protocol/named.js';
import { ReportStream } from './report-stream.js';

/**
 * A report: emits its rows one by one, page after page, and completes after the last row; its pages and totals are separate
 * streams.
 *
 * A row has the requested columns, and those of `groups`. Rows come in the order of `sort`; without it, in the service's order within each part of
 * the range. Unsubscribing cancels the request in flight.
 *
 * A range of days that the service finds too heavy (HTTP 504) or too long is split, and its parts are emitted in order,
 * without gaps or duplicates: one after the other where each row belongs to one day; otherwise added up by groups, which are
 * held in memory. Where neither would be right (ratios, another sort), the stream ends with an `RxOffersError` that says why.
 * Wrong arguments end it with a `TypeError` or `RangeError`, and nothing is sent.
 *
 * @experimental The splitting of ranges: how the service refuses a long range was never seen.
 */
export interface ReportMethod<Fields> {
  <
    const Asked extends keyof Fields & string,
    const Coercion extends ReportCoercion = false,
    const Grouped extends keyof Fields & string = never,
  >(
    query: ReportQuery<Fields, Asked, Coercion, Grouped>,
  ): ReportStream<ReportRow<Fields, Asked | Grouped, Coercion>, ReportTotals<Fields, Asked, Coercion>>;
  /** With `unlisted` the columns need not be in the catalog. */
  <
    const Asked extends keyof AnyColumns,
    const Coercion extends ReportCoercion = false,
    const Grouped extends keyof AnyColumns = never,
  >(
    query: ReportQuery<AnyColumns, Asked, Coercion, Grouped>,
    options: UnlistedOption,
  ): ReportStream<ReportRow<AnyColumns, Asked | Grouped, Coercion>, ReportTotals<AnyColumns, Asked, Coercion>>;
}

/** The reports of a network. */
export interface Reports {
  /** Clicks, conversions and amounts, summed over the groups that the fields make. */
  readonly getStats: ReportMethod<StatsReportFields>;
  /** Conversions one by one; from TUNE's documentation, at most 762 days back. */
  readonly getConversions: ReportMethod<ConversionsReportFields>;
  /** Manual changes to statistics. The catalog has no list of its columns. */
  readonly getModSummaryLogs: ReportMethod<AnyColumns>;
  /** Commissions for affiliates who referred others. The catalog has no list of its columns. */
  readonly getAffiliateCommissions: ReportMethod<AnyColumns>;
  /** Referrals of affiliates. The catalog has no list of its columns. */
  readonly getReferrals: ReportMethod<AnyColumns>;
  /** Commissions of account managers. */
  readonly getManagerCommissions: ReportMethod<ManagerCommissionsReportFields>;
  /** Subscriptions of customers. The catalog has no list of its columns. */
  readonly getSubscriptions: ReportMethod<AnyColumns>;
}

/** The reports of an affiliate's API. */
export interface AffiliateReports {
  /** Clicks, conversions and payouts, summed over the groups that the fields make. */
  readonly getStats: ReportMethod<AffiliateStatsReportFields>;
  /** Conversions one by one. */
  readonly getConversions: ReportMethod<AffiliateConversionsReportFields>;
  /** Commissions for affiliates that this one referred. */
  readonly getAffiliateCommissions: ReportMethod<AffiliateAffiliateCommissionsReportFields>;
  /** Affiliates that this one referred. The catalog has no list of its columns. */
  readonly getAffiliateReferrals: ReportMethod<AnyColumns>;
}

/** The reports of an advertiser's API. The catalog has no lists of their columns. */
export interface AdvertiserReports {
  /** Clicks, conversions and amounts, summed over the groups that the fields make. */
  readonly getStats: ReportMethod<AnyColumns>;
  /** Conversions one by one. */
  readonly getConversions: ReportMethod<AnyColumns>;
}

/** The reports by their target. */
export interface ReportsByTarget {
  readonly Report: Reports;
  readonly Affiliate_Report: AffiliateReports;
  readonly Advertiser_Report: AdvertiserReports;
}

/** Names of the reports of each target. */
const METHODS: { readonly [Target in ReportTarget]: readonly (keyof ReportsByTarget[Target])[] } = {
  Report: [
    'getStats',
    'getConversions',
    'getModSummaryLogs',
    'getAffiliateCommissions',
    'getReferrals',
    'getManagerCommissions',
    'getSubscriptions',
  ],
  Affiliate_Report: ['getStats', 'getConversions', 'getAffiliateCommissions', 'getAffiliateReferrals'],
  Advertiser_Report: ['getStats', 'getConversions'],
};

/** The parts that reports are made of. */
interface ReportsSetup<Target extends ReportTarget> {
  /** Sends one call to the service. Cold; retries what is safe to repeat, except HTTP 504 of a `divisible` call. */
  readonly send: ReportCalls['send'];
  /** Emits an event of the client. */
  readonly report: ReportCalls['report'];
  /** The API whose reports these are: of the network, of an affiliate or of an advertiser. */
  readonly target: Target;
  /** The network's time zone, in which dates are sent. */
  readonly zone: TimeZone;
}

/** Creates `api.reports` for a client. The code of reports is loaded when the first one is subscribed to. */
export const createReports = <Target extends ReportTarget>({
  send,
  report: emit,
  target,
  zone,
}: ReportsSetup<Target>): ReportsByTarget[Target] => {
  const report = (method: string) => (query: unknown, options?: unknown) =>
    new ReportStream(async () => {
      const { openReport } = await import('./flow/open-report.js');
      return openReport({ send, report: emit }, { target, method }, query, options, zone);
    });
  const entries = METHODS[target].map((method) => [method, report(String(method))]);
  // Which columns a row has is known to the types alone: at run time all rows are alike.
  return namingMethods(Object.fromEntries(entries)) as ReportsByTarget[Target];
};
