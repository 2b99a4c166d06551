import { dateTime, DAY, EPOCH, NO_DATE, NO_DATE_SECONDS, unixSeconds } from '../store/dates.js';
import { type Entity, reference, type Row } from '../store/entity.js';
import type { Random } from '../store/random.js';
import { ADJECTIVES, CURRENCIES, NOUNS } from './words.js';

/** Every key of an offer on the wire, with what a new one has. */
export const offerTemplate: Row = {
  ...{ id: '', display_advertiser: '0', advertiser_id: null, name: null, description: null, require_approval: '0' },
  ...{
    require_terms_and_conditions: 0,
    terms_and_conditions: null,
    preview_url: null,
    offer_url: null,
    currency: null,
  },
  ...{ default_payout: '0.00000', max_payout: '0.00000', protocol: 'http', status: 'pending', expiration_date: null },
  ...{ is_private: '0', payout_type: 'cpa_flat', tiered_payout: '0', tiered_revenue: '0', percent_payout: null },
  ...{ revenue_type: 'cpa_flat', max_percent_payout: null, redirect_offer_id: null, converted_offer_type: '' },
  ...{ converted_offer_id: null, converted_offer_url: null, conversion_ratio_threshold: null, featured: null },
  ...{ is_subscription: '0', subscription_duration: null, subscription_frequency: null, customer_list_id: null },
  ...{ ref_id: null, rating: null, disable_click_macro: '0', click_macro_url: null, conversion_cap: '0' },
  ...{ monthly_conversion_cap: '0', payout_cap: '0.00', monthly_payout_cap: '0.00', revenue_cap: '0.00' },
  ...{ monthly_revenue_cap: '0.00', target_browsers: '0', approve_conversions: null, allow_multiple_conversions: '0' },
  ...{ allow_website_links: '0', allow_direct_links: '0', show_custom_variables: '0', session_hours: '24' },
  ...{ session_impression_hours: '24', set_session_on_impression: '0', is_seo_friendly_301: '0', show_mail_list: '0' },
  ...{ dne_list_id: null, email_instructions: '0', email_instructions_from: null, email_instructions_subject: null },
  ...{ enforce_geo_targeting: '0', enforce_secure_tracking_link: '0', hostname_id: null, has_goals_enabled: '0' },
  ...{ default_goal_name: null, enforce_encrypt_tracking_pixels: '0', modified: NO_DATE_SECONDS },
  ...{ enable_offer_whitelist: '0', note: '', use_target_rules: '0', use_payout_groups: '0', use_revenue_groups: '0' },
  ...{ website_links_copy_static_params: '0', create_date_utc: null, lifetime_revenue_cap: '0.00' },
  ...{ lifetime_conversion_cap: '0', lifetime_payout_cap: '0.00', is_expired: '0', dne_download_url: null },
  ...{ dne_unsubscribe_url: null, dne_third_party_list: false },
};

const STATUSES = ['active', 'active', 'active', 'paused', 'pending', 'expired', 'deleted'] as const;
const PAYOUTS = ['cpa_flat', 'cpa_percentage', 'cpa_both', 'cpc', 'cpm'];

const moneyOf = (draw: Random): Row => {
  const payout = Number(draw.decimal(0.5, 40, 2));
  return {
    default_payout: payout.toFixed(5),
    max_payout: (payout * 1.25).toFixed(5),
    currency: draw.chance(0.3) ? null : draw.pick(CURRENCIES),
  };
};

const datesOf = (draw: Random): Row => {
  const created = EPOCH - draw.int(30, 365) * DAY - draw.int(0, DAY / 1000) * 1000;
  return {
    create_date_utc: dateTime(created),
    modified: draw.chance(0.2) ? NO_DATE_SECONDS : unixSeconds(created + draw.int(1, 20) * DAY),
    expiration_date: dateTime(EPOCH + draw.int(100, 2000) * DAY - 1000),
  };
};

/** Offers: the rows there are most of. */
export const offer: Entity = {
  name: 'Offer',
  noun: 'offer',
  template: offerTemplate,
  required: ['name'],
  enums: {
    status: ['active', 'paused', 'pending', 'expired', 'deleted'],
    protocol: ['http', 'https', 'http_img', 'https_img', 'server'],
    payout_type: PAYOUTS,
    revenue_type: PAYOUTS,
  },
  generate: (id, draw, counts) => ({
    name: `${draw.pick(ADJECTIVES)} ${draw.pick(NOUNS)} ${id}`,
    advertiser_id: reference(draw, counts.Advertiser),
    description: draw.chance(0.5) ? '' : null,
    status: draw.pick(STATUSES),
    protocol: draw.pick(['http', 'https_img', 'server']),
    preview_url: `http://www.example.com/offers/${id}`,
    offer_url: `http://track.example.com/go?offer=${id}&click={transaction_id}`,
    ...moneyOf(draw),
    ...datesOf(draw),
    require_approval: draw.pick(['0', '1']),
    is_private: draw.chance(0.1) ? '1' : '0',
  }),
  onCreate: (now) => ({ create_date_utc: dateTime(now) }),
  onUpdate: (now) => ({ modified: unixSeconds(now) }),
};

/** Categories of offers; `offer_count` is counted when it is read. */
export const offerCategory: Entity = {
  name: 'OfferCategory',
  noun: 'offer category',
  required: ['name'],
  enums: { status: ['active', 'deleted'] },
  template: { id: '', name: null, status: 'active', date_created: null, date_updated: NO_DATE, offer_count: 0 },
  generate: (id, draw) => ({
    name: `${draw.pick(ADJECTIVES)} ${draw.pick(NOUNS)} ${id}`,
    date_created: dateTime(EPOCH - draw.int(30, 365) * DAY),
  }),
  onCreate: (now) => ({ date_created: dateTime(now) }),
  onUpdate: (now) => ({ date_updated: dateTime(now) }),
};

/** Kinds of creatives; those with a text of their own come without an upload. */
export const FILE_TYPES = [
  ...['file', 'image banner', 'flash banner', 'email creative', 'offer thumbnail'],
  ...['text ad', 'html ad', 'xml feed', 'hidden'],
];

/** Creatives of offers. */
export const offerFile: Entity = {
  name: 'OfferFile',
  noun: 'offer file',
  required: ['display', 'type'],
  enums: { status: ['active', 'deleted'], type: FILE_TYPES, interface: ['affiliate', 'advertiser', 'network'] },
  template: {
    ...{ id: '', offer_id: null, display: null, filename: '', size: '0', status: 'active', type: null, width: null },
    ...{ height: null, code: null, flash_vars: null, interface: 'network', account_id: null, is_private: '0' },
    ...{ created: null, modified: NO_DATE, url: null, preview_uri: null, thumbnail: null },
  },
  generate: (id, draw, counts) => {
    const url = `http://files.example.com/banner-${id}.png`;
    const ofAffiliate = draw.chance(0.2);
    return {
      offer_id: reference(draw, counts.Offer),
      display: `Banner ${id}`,
      filename: `banner-${id}.png`,
      size: String(draw.int(2_000, 90_000)),
      type: draw.pick(['image banner', 'image banner', 'offer thumbnail', 'hidden']),
      width: String(draw.pick([120, 300, 468, 728])),
      height: String(draw.pick([60, 90, 250, 600])),
      interface: ofAffiliate ? 'affiliate' : 'network',
      account_id: ofAffiliate ? reference(draw, counts.Affiliate) : null,
      created: dateTime(EPOCH - draw.int(1, 300) * DAY),
      ...{ url, preview_uri: url, thumbnail: url },
    };
  },
  onCreate: (now) => ({ created: dateTime(now) }),
  onUpdate: (now) => ({ modified: dateTime(now) }),
};

/** What an affiliate may do with an offer. */
export const affiliateOffer: Entity = {
  name: 'AffiliateOffer',
  noun: 'affiliate offer',
  enums: { approval_status: ['approved', 'pending', 'rejected'] },
  template: {
    ...{ id: '', affiliate_id: null, offer_id: null, approval_status: null, agreed_terms_and_conditions: null },
    ...{ approval_notes: null, hostname_id: null, _NETWORK_offer_id: null },
  },
  generate: (_id, draw, counts) => ({
    affiliate_id: reference(draw, counts.Affiliate),
    offer_id: reference(draw, counts.Offer),
    approval_status: draw.pick(['approved', 'approved', 'pending', 'rejected']),
  }),
};

const TYPES = ['cpa_flat', 'cpa_percentage', 'cpa_both'];

/** Goals of offers. */
export const goal: Entity = {
  name: 'Goal',
  noun: 'goal',
  required: ['name', 'offer_id'],
  enums: { status: ['active', 'deleted'], payout_type: TYPES, revenue_type: TYPES },
  template: {
    ...{ id: '', offer_id: null, name: null, description: null, status: 'active', is_private: '0' },
    ...{ payout_type: 'cpa_flat', percent_payout: null, default_payout: '0.00000', revenue_type: 'cpa_flat' },
    ...{ max_payout: '0.00000', max_percent_payout: null, tiered_payout: '0', tiered_revenue: '0' },
    ...{ use_payout_groups: '0', use_revenue_groups: '0', advertiser_id: null, display_advertiser: '0' },
    ...{ protocol: 'http', allow_multiple_conversions: '0', approve_conversions: '0' },
    ...{ enforce_encrypt_tracking_pixels: '0', is_end_point: '0', network_brand_id: null, network_goal_id: null },
    ...{ modified: 0, ref_id: null },
  },
  generate: (_id, draw, counts) => ({
    offer_id: reference(draw, counts.Offer),
    name: draw.pick(['LEAD', 'Sale', 'Install', 'Deposit']),
    default_payout: draw.decimal(1, 20, 5),
    max_payout: draw.decimal(20, 30, 5),
    advertiser_id: reference(draw, counts.Advertiser),
    protocol: draw.pick(['http', 'server']),
    modified: unixSeconds(EPOCH - draw.int(1, 300) * DAY),
  }),
  onCreate: (now) => ({ modified: unixSeconds(now) }),
  onUpdate: (now) => ({ modified: unixSeconds(now) }),
};
