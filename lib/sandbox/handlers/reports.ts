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
import type { ReportViewer } from '../reports/request.js';
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
const caller: ReportViewer['id'] = ({ viewer }) => (viewer.kind === 'network' ? '1' : viewer.id);

/** The reports that an affiliate sees: what happened by its own links, and what it earns by those that it brought. */
export const affiliateReportHandlers = (id: ReportViewer['id'] = caller): Handlers => {
  const viewer: ReportViewer = { dimension: 'affiliate_id', id };
  return {
    getStats: statsReport(STATS, { fields: AFFILIATE_STATS_FIELDS, viewer }),
    getConversions: conversionsReport({ fields: AFFILIATE_CONVERSION_FIELDS, viewer }),
    getAffiliateCommissions: statsReport(REFERRALS, { viewer }),
    getAffiliateReferrals: statsReport(REFERRALS, { viewer, defaults: REFERRAL_FIELDS }),
  };
};

/** The reports that an advertiser sees: what happened to its offers. Which fields it may use was never seen: all of them. */
export const advertiserReportHandlers = (id: ReportViewer['id'] = caller): Handlers => {
  const viewer: ReportViewer = { dimension: 'advertiser_id', id };
  return {
    getStats: statsReport(STATS, { fields: STATS_FIELDS, viewer }),
    getConversions: conversionsReport({ fields: CONVERSION_FIELDS, viewer, defaults: ADVERTISER_FIELDS }),
  };
};
