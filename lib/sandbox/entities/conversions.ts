import { dateTime, DAY, EPOCH } from '../store/dates.js';
import { type Entity, reference, type Row } from '../store/entity.js';
import { type Random, eventId } from '../store/random.js';
import { CURRENCIES } from './words.js';

const TYPES = ['cpa_flat', 'cpa_percentage', 'cpa_both', 'cpc', 'cpm'];

const uuid = (draw: Random): string => [8, 4, 4, 4, 12].map((length) => draw.hex(length)).join('-');

const moneyOf = (draw: Random): Row => {
  const payout = Number(draw.decimal(0.5, 40, 2));
  return { payout: payout.toFixed(5), revenue: (payout * 1.25).toFixed(5), currency: draw.pick(CURRENCIES) };
};

/** Conversions; without references they name 0, as the service does. */
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
    // When the row was last changed. That the service has such a field, and its name, is unverified.
    modified: null,
  },
  generate: (id, draw, counts) => {
    const at = EPOCH - draw.int(0, 60 * DAY);
    return {
      ad_id: draw.hex(30),
      internal_ad_id: uuid(draw),
      affiliate_id: reference(draw, counts.Affiliate) ?? '0',
      advertiser_id: reference(draw, counts.Advertiser) ?? '0',
      offer_id: reference(draw, counts.Offer) ?? '0',
      goal_id: draw.chance(0.2) ? (reference(draw, counts.Goal) ?? '0') : '0',
      datetime: dateTime(at),
      session_datetime: dateTime(at - draw.int(1, 3600) * 1000),
      ...moneyOf(draw),
      ip: `192.0.2.${draw.int(1, 254)}`,
      status: draw.pick(['approved', 'approved', 'approved', 'pending', 'rejected']),
      country_code: draw.pick(['CZ', 'ES', 'US', 'DE']),
      tune_event_id: eventId(draw, id),
      modified: dateTime(at),
    };
  },
  onCreate: (now) => ({ datetime: dateTime(now) }),
};
