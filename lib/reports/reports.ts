import type {
  AffiliateAffiliateCommissionsReportFields,
  AffiliateConversionsReportFields,
  AffiliateStatsReportFields,
  ConversionsReportFields,
  ManagerCommissionsReportFields,
  StatsReportFields,
} from '../catalog/generated/report-fields.js';
import type { ReportQuery } from './report-query.js';
import type { AnyColumns, ReportCoercion, ReportRow, ReportTotals } from './report-row.js';
import type { ReportStream } from './report-stream.js';

/**
 * A report: its rows one by one, paged as long as there are more, with pages and totals beside them.
 *
 * Emits rows with the asked columns in the order of the sort, or of the service within each part of a range; completes behind
 * the last row. Unsubscribing cancels the request in flight. A range of days that the service finds too heavy (HTTP 504), or
 * too long, is cut and its parts are emitted in order, without gap or double: one after the other where each row is of one
 * day, else added up by groups, which are held in memory. Where neither can be right (ratios, another sort), the stream ends
 * in an `RxOffersError` that says why. Wrong arguments end it in a `TypeError` or `RangeError`, and nothing is sent.
 */
export type ReportMethod<Fields> = <
  const Asked extends keyof Fields & string,
  const Coercion extends ReportCoercion = false,
>(
  query: ReportQuery<Fields, Asked, Coercion>,
) => ReportStream<ReportRow<Fields, Asked, Coercion>, ReportTotals<Fields, Asked, Coercion>>;

/** The reports of a network. */
export interface Reports {
  /** Clicks, conversions, amounts, summed over the groups that the fields make. */
  readonly getStats: ReportMethod<StatsReportFields>;
  /** Conversions one by one; 762 days back at the most. */
  readonly getConversions: ReportMethod<ConversionsReportFields>;
  /** Changes of statistics by hand. The catalog has no list of its columns. */
  readonly getModSummaryLogs: ReportMethod<AnyColumns>;
  /** Commissions for affiliates who brought others. The catalog has no list of its columns. */
  readonly getAffiliateCommissions: ReportMethod<AnyColumns>;
  /** Referrals of affiliates. The catalog has no list of its columns. */
  readonly getReferrals: ReportMethod<AnyColumns>;
  /** Commissions of account managers. */
  readonly getManagerCommissions: ReportMethod<ManagerCommissionsReportFields>;
  /** Subscriptions of customers. The catalog has no list of its columns. */
  readonly getSubscriptions: ReportMethod<AnyColumns>;
}

/** The reports that an affiliate may ask for. */
export interface AffiliateReports {
  /** Clicks, conversions, payouts, summed over the groups that the fields make. */
  readonly getStats: ReportMethod<AffiliateStatsReportFields>;
  /** Conversions one by one. */
  readonly getConversions: ReportMethod<AffiliateConversionsReportFields>;
  /** Commissions for affiliates that this one brought. */
  readonly getAffiliateCommissions: ReportMethod<AffiliateAffiliateCommissionsReportFields>;
  /** Affiliates that this one brought. The catalog has no list of its columns. */
  readonly getAffiliateReferrals: ReportMethod<AnyColumns>;
}

/** The reports that an advertiser may ask for. The catalog has no lists of their columns. */
export interface AdvertiserReports {
  /** Clicks, conversions, amounts, summed over the groups that the fields make. */
  readonly getStats: ReportMethod<AnyColumns>;
  /** Conversions one by one. */
  readonly getConversions: ReportMethod<AnyColumns>;
}

/** The reports by whose they are. */
export interface ReportsByTarget {
  readonly Report: Reports;
  readonly Affiliate_Report: AffiliateReports;
  readonly Advertiser_Report: AdvertiserReports;
}
