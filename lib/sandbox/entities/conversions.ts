import { dateTime, DAY, type Entity, type Row, unixSeconds } from '../store/entity.js';
import { CURRENCIES, EPOCH, eventId, type Random, reference } from '../store/random.js';

const TYPES = ['cpa_flat', 'cpa_percentage', 'cpa_both', 'cpc', 'cpm'];

const uuid = (random: Random): string => [8, 4, 4, 4, 12].map((length) => random.hex(length)).join('-');

const moneyOf = (random: Random): Row => {
  const payout = Number(random.decimal(0.5, 40, 2));
  return { payout: payout.toFixed(5), revenue: (payout * 1.25).toFixed(5), currency: random.pick(CURRENCIES) };
};

/** Conversions. A reference to nothing is `0`, as on the wire. */
export const conversion: Entity = {
  name: 'Conversion',
  noun: 'conversion',
  enums: { status: ['approved', 'pending', 'rejected'], payout_type: TYPES, revenue_type: TYPES },
  template: {
    ...{ id: '', ad_id: '', internal_ad_id: '', affiliate_id: '0', advertiser_manager_id: '0', advertiser_id: '0' },
    ...{ affiliate_manager_id: '0', offer_id: '0', goal_id: '0', creative_url_id: '0', customer_id: '0', source: null },
    ...{ affiliate_info1: null, affiliate_info2: null, affiliate_info3: null, affiliate_info4: null },
    ...{ affiliate_info5: null, advertiser_info: null, datetime: null, session_datetime: null, payout: '0.00000' },
    ...{ revenue: '0.00000', refer: null, pixel_refer: null, ip: null, session_ip: null, status: 'approved' },
    ...{ status_code: '0', sale_amount: null, user_agent: null, country_code: 'INT', browser_id: '0' },
    ...{ is_adjustment: '0', ad_campaign_id: '0', ad_campaign_creative_id: '0', offer_file_id: '0' },
    ...{ payout_type: 'cpa_flat', revenue_type: 'cpa_flat', currency: 'USD', tune_event_id: '' },
    // When the row was last changed. Experimental: the service has not been seen to have this column.
    modified: null,
  },
  generate: (id, random, counts, era) => {
    const length = era.days * DAY;
    const at = era.start + length - random.int(1, length);
    return {
      ad_id: random.hex(30),
      internal_ad_id: uuid(random),
      affiliate_id: reference(random, counts.Affiliate) ?? '0',
      advertiser_id: reference(random, counts.Advertiser) ?? '0',
      offer_id: reference(random, counts.Offer) ?? '0',
      goal_id: random.chance(0.2) ? (reference(random, counts.Goal) ?? '0') : '0',
      datetime: dateTime(at),
      session_datetime: dateTime(at - random.int(1, 3600) * 1000),
      ...moneyOf(random),
      ip: `192.0.2.${random.int(1, 254)}`,
      status: random.pick(['approved', 'approved', 'approved', 'pending', 'rejected']),
      country_code: random.pick(['CZ', 'ES', 'US', 'DE']),
      tune_event_id: eventId(random, id),
      modified: dateTime(at),
    };
  },
  onCreate: (now) => ({ datetime: dateTime(now) }),
};

const GOAL_TYPES = ['cpa_flat', 'cpa_percentage', 'cpa_both'];

/** Goals: the kinds of conversions that an offer pays for. */
export const goal: Entity = {
  name: 'Goal',
  noun: 'goal',
  required: ['name', 'offer_id'],
  enums: { status: ['active', 'deleted'], payout_type: GOAL_TYPES, revenue_type: GOAL_TYPES },
  template: {
    ...{ id: '', offer_id: null, name: null, description: null, status: 'active', is_private: '0' },
    ...{ payout_type: 'cpa_flat', percent_payout: null, default_payout: '0.00000', revenue_type: 'cpa_flat' },
    ...{ max_payout: '0.00000', max_percent_payout: null, tiered_payout: '0', tiered_revenue: '0' },
    ...{ use_payout_groups: '0', use_revenue_groups: '0', advertiser_id: null, display_advertiser: '0' },
    ...{ protocol: 'http', allow_multiple_conversions: '0', approve_conversions: '0' },
    ...{ enforce_encrypt_tracking_pixels: '0', is_end_point: '0', network_brand_id: null, network_goal_id: null },
    ...{ modified: 0, ref_id: null },
  },
  generate: (_id, random, counts) => ({
    offer_id: reference(random, counts.Offer),
    name: random.pick(['LEAD', 'Sale', 'Install', 'Deposit']),
    default_payout: random.decimal(1, 20, 5),
    max_payout: random.decimal(20, 30, 5),
    advertiser_id: reference(random, counts.Advertiser),
    protocol: random.pick(['http', 'server']),
    modified: unixSeconds(EPOCH - random.int(1, 300) * DAY),
  }),
  onCreate: (now) => ({ modified: unixSeconds(now) }),
  onUpdate: (now) => ({ modified: unixSeconds(now) }),
};
