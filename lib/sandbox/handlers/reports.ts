import { conversionsReport } from '../reports/conversions-report.js';
import { conversionDimension, type DimensionValue } from '../reports/dimensions.js';
import { conversionEvents, logEvents, referralCommission, referrerOf } from '../reports/events.js';
import { COMMISSION_MEASURES, DISTINCT, MANAGER_MEASURES, STATS_MEASURES } from '../reports/measures.js';
import type { ReportPrincipal } from '../reports/request.js';
import { type StatsKind, statsReport } from '../reports/stats-report.js';
import { ONE } from '../reports/sums.js';
import { type Row, textIn } from '../store/entity.js';
import type { Handlers } from './call.js';

/** Expands `{ Model: 'a b' }` to the fields `Model.a` and `Model.b`. */
const fieldsOf = (models: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(models).flatMap(([model, columns]) => columns.split(' ').map((column) => `${model}.${column}`));

const AFFILIATE_STATS = fieldsOf({
  ...{ AdCampaign: 'name', Browser: 'display_name id', Category: 'id name', Country: 'name', Offer: 'name' },
  ...{ OfferFile: 'display', OfferUrl: 'name preview_url' },
  Stat:
    'ad_campaign_creative_id ad_campaign_id affiliate_info affiliate_info1 affiliate_info2 affiliate_info3 affiliate_info4 ' +
    'affiliate_info5 clicks conversions cpa cpc cpm ctr currency date erpc gross_clicks hour impressions ltr month ' +
    'offer_file_id offer_id offer_url_id payout payout_type source unique_clicks week year',
});

const NETWORK_STATS = fieldsOf({
  ...{ Advertiser: 'company ref_id', AdvertiserManager: 'full_name', AdvertiserTag: 'name', Goal: 'name' },
  ...{ Affiliate: 'company ref_id', AffiliateManager: 'full_name', AffiliateTag: 'name', Region: 'name' },
  ...{ Offer: 'display_advertiser ref_id', OfferChannel: 'name', OfferConversionType: 'name', OfferIncentive: 'name' },
  ...{ OfferMediaPlacement: 'name', OfferOperatingSystem: 'name', OfferVertical: 'name' },
  Stat:
    'advertiser_id advertiser_manager_id affiliate_count affiliate_id affiliate_manager_id browser_id city_name count ' +
    'country_code creative_url_id device_brand device_model device_os device_os_version epc goal_id gross_ctr ' +
    'mobile_carrier offer_count profit region_code revenue revenue_type rpa rpc rpm sale_amount unique_ctr',
});

/** Fields that the catalog does not list for statistics, but that TUNE documents for the filters of reports. */
const FILTER_FIELDS = ['Stat.datetime', 'Stat.conversion_status', 'Stat.status'];

const AFFILIATE_CONVERSIONS = fieldsOf({
  ...{ Browser: 'display_name id', ConversionMeta: 'note', Country: 'name', Goal: 'id name', Offer: 'id name' },
  ...{ OfferUrl: 'id name preview_url', PayoutGroup: 'id name' },
  ConversionsMobile:
    'affiliate_click_id affiliate_unique1 affiliate_unique2 affiliate_unique3 affiliate_unique4 affiliate_unique5 ' +
    'android_id android_id_md5 android_id_sha1 device_brand device_id device_id_md5 device_id_sha1 device_model device_os ' +
    'device_os_version google_aid google_aid_md5 google_aid_sha1 ios_ifa ios_ifa_md5 ios_ifa_sha1 ios_ifv mac_address ' +
    'mac_address_md5 mac_address_sha1 mobile_carrier odin open_udid unknown_id user_id windows_aid windows_aid_md5 ' +
    'windows_aid_sha1',
  Stat:
    'ad_id affiliate_info affiliate_info1 affiliate_info2 affiliate_info3 affiliate_info4 affiliate_info5 ' +
    'approved_payout conversion_id conversion_payout conversion_status count_approved currency date datetime goal_id hour ' +
    'id ip is_adjustment month offer_id offer_url_id payout pixel_refer refer revenue_type sale_amount session_datetime ' +
    'session_ip source status status_code user_agent week year',
});

const NETWORK_CONVERSIONS = fieldsOf({
  ...{ Advertiser: 'company', AdvertiserManager: 'full_name', Affiliate: 'company', AffiliateManager: 'full_name' },
  ...{ ConversionsMobile: 'adv_sub2 adv_sub3 adv_sub4 adv_sub5', Customer: 'provided_id', Offer: 'ref_id' },
  ...{ RevenueGroup: 'id name' },
  Stat:
    'advertiser_id advertiser_info advertiser_manager_id affiliate_id affiliate_manager_id approved_rate browser_id ' +
    'country_code creative_url_id customer_id datetime_diff net_payout net_revenue net_sale_amount payout_type ' +
    'pending_payout pending_revenue pending_sale_amount rejected_rate revenue session_date tune_event_id',
});

/** The fields of statistics for the network. They include all fields for affiliates. */
const STATS_FIELDS: ReadonlySet<string> = new Set([...AFFILIATE_STATS, ...NETWORK_STATS, ...FILTER_FIELDS]);

/** The fields of statistics for affiliates. */
const AFFILIATE_STATS_FIELDS: ReadonlySet<string> = new Set([...AFFILIATE_STATS, ...FILTER_FIELDS]);

/** The fields of conversions for the network. They include all fields for affiliates. */
const CONVERSION_FIELDS: ReadonlySet<string> = new Set([...AFFILIATE_CONVERSIONS, ...NETWORK_CONVERSIONS]);

/** The fields of conversions for affiliates. */
const AFFILIATE_CONVERSION_FIELDS: ReadonlySet<string> = new Set(AFFILIATE_CONVERSIONS);

/** The fields of the commissions of managers. */
const MANAGER_FIELDS: ReadonlySet<string> = new Set([
  ...fieldsOf({
    AffiliateManager: 'full_name',
    Stat: 'affiliate_manager_id commission_amount commission_base commission_field commission_rate commission_type date',
  }),
]);

/** Statistics: clicks and impressions of the raw logs, conversions and their money from the table of conversions. */
const STATS: StatsKind = {
  measures: STATS_MEASURES,
  distinct: DISTINCT,
  *events(call, dimensions, { hourOffset, convert }, span) {
    yield* logEvents(call, dimensions, span, hourOffset);
    yield* conversionEvents(call.store.tables.Conversion.scan(), dimensions, convert);
  },
};

function* only(rows: Iterable<Row>, wanted: (row: Row) => boolean): Generator<Row> {
  for (const row of rows) if (wanted(row)) yield row;
}

/**
 * Later changes of the sums: the conversions that are adjustments.
 *
 * @experimental Invented: no reply of such a report was seen.
 */
const ADJUSTMENTS: StatsKind = {
  measures: STATS_MEASURES,
  distinct: DISTINCT,
  events: ({ store }, dimensions, { convert }) =>
    conversionEvents(
      only(store.tables.Conversion.scan(), (row) => textIn(row, 'is_adjustment') === '1'),
      dimensions,
      convert,
    ),
};

/** The earnings of referrers from the conversions of the affiliates they referred. `Stat.affiliate_id` is the referrer. */
const REFERRALS: StatsKind = {
  measures: COMMISSION_MEASURES,
  distinct: {},
  events: ({ store }, dimensions, { convert }) => {
    const referrer = (row: Row) => referrerOf(store, textIn(row, 'affiliate_id'));
    const dimension = (row: Row, name: string): DimensionValue => {
      if (name === 'affiliate_id') return referrer(row) ?? '0';
      return conversionDimension(row, name === 'referred_affiliate_id' ? 'affiliate_id' : name);
    };
    const rows = only(store.tables.Conversion.scan(), (row) => referrer(row) !== undefined);
    return conversionEvents(rows, dimensions, convert, { commission: referralCommission, dimension });
  },
};

/** @experimental Invented: managers earn a flat amount for each conversion. */
const MANAGER_COMMISSION: Readonly<Record<string, string>> = {
  ...{ commission_field: 'conversions', commission_type: 'flat', commission_rate: '1.00000' },
};

/** The earnings of the managers of affiliates. */
const MANAGERS: StatsKind = {
  measures: MANAGER_MEASURES,
  distinct: {},
  events: ({ store }, dimensions, { convert }) =>
    conversionEvents(store.tables.Conversion.scan(), dimensions, convert, {
      commission: () => ONE,
      dimension: (row, name) => MANAGER_COMMISSION[name] ?? conversionDimension(row, name),
    }),
};

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
