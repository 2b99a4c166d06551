import { conversionsReport } from '../reports/conversions-report.js';
import {
  ADJUSTMENTS,
  AFFILIATE_CONVERSION_FIELDS,
  AFFILIATE_STATS_FIELDS,
  CONVERSION_FIELDS,
  MANAGER_FIELDS,
  MANAGERS,
  REFERRALS,
  STATS,
  STATS_FIELDS,
} from '../reports/kinds.js';
import type { ReportPrincipal } from '../reports/request.js';
import { statsReport } from '../reports/stats-report.js';
import { textIn } from '../store/entity.js';
import type { Handlers } from './call.js';

/** The reports of the network. Where the catalog lists no fields, every name is allowed, and an unknown one is `null`. */
export const reportHandlers: Handlers = {
  getStats: statsReport(STATS, { fields: STATS_FIELDS }),
  getConversions: conversionsReport({ fields: CONVERSION_FIELDS }),
  getModSummaryLogs: statsReport(ADJUSTMENTS, {}),
  getAffiliateCommissions: statsReport(REFERRALS, {}),
  getReferrals: statsReport(REFERRALS, {}),
  getManagerCommissions: statsReport(MANAGERS, { fields: MANAGER_FIELDS }),
  // The sandbox has no subscriptions; conversions of known customers come closest.
  getSubscriptions: conversionsReport({}, (row) => !['', '0'].includes(textIn(row, 'customer_id'))),
};

/**
 * The fields of two reports that show something without being asked for fields.
 *
 * @experimental The real replies have never been seen.
 */
const DEFAULT_FIELDS = {
  getAffiliateReferrals: ['Stat.date', 'ReferredAffiliate.company', 'Stat.amount'],
  advertiserConversions: ['Stat.id', 'Stat.datetime', 'Stat.offer_id', 'Stat.revenue', 'Stat.status'],
};

/** The id of the affiliate or advertiser that calls; the network sees these reports as the first of them does. */
const callerId: ReportPrincipal['id'] = ({ principal }) => (principal.kind === 'network' ? '1' : principal.id);

const AFFILIATE: ReportPrincipal = { dimension: 'affiliate_id', id: callerId };
const ADVERTISER: ReportPrincipal = { dimension: 'advertiser_id', id: callerId };

/** The reports of an affiliate: the events of its own links, and its commissions from affiliates that it referred. */
export const affiliateReportHandlers: Handlers = {
  getStats: statsReport(STATS, { fields: AFFILIATE_STATS_FIELDS, principal: AFFILIATE }),
  getConversions: conversionsReport({ fields: AFFILIATE_CONVERSION_FIELDS, principal: AFFILIATE }),
  getAffiliateCommissions: statsReport(REFERRALS, { principal: AFFILIATE }),
  getAffiliateReferrals: statsReport(REFERRALS, {
    principal: AFFILIATE,
    defaults: DEFAULT_FIELDS.getAffiliateReferrals,
  }),
};

/**
 * The reports of an advertiser: the events of its offers.
 *
 * @experimental The fields that an advertiser may use are not documented; the sandbox allows all.
 */
export const advertiserReportHandlers: Handlers = {
  getStats: statsReport(STATS, { fields: STATS_FIELDS, principal: ADVERTISER }),
  getConversions: conversionsReport({
    fields: CONVERSION_FIELDS,
    principal: ADVERTISER,
    defaults: DEFAULT_FIELDS.advertiserConversions,
  }),
};
