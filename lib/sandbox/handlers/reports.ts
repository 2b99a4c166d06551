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

/** The reports of the network. Where the catalog knows no list of fields, any may be asked for; what is unknown is null. */
export const reportHandlers: Handlers = {
  getStats: statsReport(STATS, { fields: STATS_FIELDS }),
  getConversions: conversionsReport({ fields: CONVERSION_FIELDS }),
  getModSummaryLogs: statsReport(ADJUSTMENTS, {}),
  getAffiliateCommissions: statsReport(REFERRALS, {}),
  getReferrals: statsReport(REFERRALS, {}),
  getManagerCommissions: statsReport(MANAGERS, { fields: MANAGER_FIELDS }),
  // Conversions of known customers are the nearest to subscriptions that the sandbox has.
  getSubscriptions: conversionsReport({}, (row) => !['', '0'].includes(textIn(row, 'customer_id'))),
};

/** Invented: what the two reports show that no parameters are known of. */
const REFERRAL_FIELDS = ['Stat.date', 'ReferredAffiliate.company', 'Stat.amount'];
const ADVERTISER_FIELDS = ['Stat.id', 'Stat.datetime', 'Stat.offer_id', 'Stat.revenue', 'Stat.status'];

/** Who holds the key of the call. A handler that is called for the network shows it what the first one would see. */
const caller: ReportPrincipal['id'] = ({ principal }) => (principal.kind === 'network' ? '1' : principal.id);

/** The reports that an affiliate sees: what happened by its own links, and what it earns by those that it brought. */
export const affiliateReportHandlers = (id: ReportPrincipal['id'] = caller): Handlers => {
  const principal: ReportPrincipal = { dimension: 'affiliate_id', id };
  return {
    getStats: statsReport(STATS, { fields: AFFILIATE_STATS_FIELDS, principal }),
    getConversions: conversionsReport({ fields: AFFILIATE_CONVERSION_FIELDS, principal }),
    getAffiliateCommissions: statsReport(REFERRALS, { principal }),
    getAffiliateReferrals: statsReport(REFERRALS, { principal, defaults: REFERRAL_FIELDS }),
  };
};

/** The reports that an advertiser sees: what happened to its offers. Which fields it may use was never seen: all of them. */
export const advertiserReportHandlers = (id: ReportPrincipal['id'] = caller): Handlers => {
  const principal: ReportPrincipal = { dimension: 'advertiser_id', id };
  return {
    getStats: statsReport(STATS, { fields: STATS_FIELDS, principal }),
    getConversions: conversionsReport({ fields: CONVERSION_FIELDS, principal, defaults: ADVERTISER_FIELDS }),
  };
};
