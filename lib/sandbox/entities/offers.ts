import { dateTime, DAY, type Entity, NO_DATE, NO_DATE_SECONDS, type Row, unixSeconds } from '../store/entity.js';
import { ADJECTIVES, CURRENCIES, EPOCH, NOUNS, type Random, reference } from '../store/random.js';

/** The columns of an offer in the order of the wire, with the values of a new one. */
const offerTemplate: Row = {
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

const moneyOf = (random: Random): Row => {
  const payout = Number(random.decimal(0.5, 40, 2));
  return {
    default_payout: payout.toFixed(5),
    max_payout: (payout * 1.25).toFixed(5),
    currency: random.chance(0.3) ? null : random.pick(CURRENCIES),
  };
};

const datesOf = (random: Random): Row => {
  const created = EPOCH - random.int(30, 365) * DAY - random.int(0, DAY / 1000) * 1000;
  return {
    create_date_utc: dateTime(created),
    modified: random.chance(0.2) ? NO_DATE_SECONDS : unixSeconds(created + random.int(1, 20) * DAY),
    expiration_date: dateTime(EPOCH + random.int(100, 2000) * DAY - 1000),
  };
};

/** Offers. */
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
  generate: (id, random, counts) => ({
    name: `${random.pick(ADJECTIVES)} ${random.pick(NOUNS)} ${id}`,
    advertiser_id: reference(random, counts.Advertiser),
    description: random.chance(0.5) ? '' : null,
    status: random.pick(STATUSES),
    protocol: random.pick(['http', 'https_img', 'server']),
    preview_url: `http://www.example.com/offers/${id}`,
    offer_url: `http://track.example.com/go?offer=${id}&click={transaction_id}`,
    ...moneyOf(random),
    ...datesOf(random),
    require_approval: random.pick(['0', '1']),
    is_private: random.chance(0.1) ? '1' : '0',
  }),
  onCreate: (now) => ({ create_date_utc: dateTime(now) }),
  onUpdate: (now) => ({ modified: unixSeconds(now) }),
};

/** The types of creatives. */
const FILE_TYPES = [
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
  generate: (id, random, counts) => {
    const url = `http://files.example.com/banner-${id}.png`;
    const isAffiliates = random.chance(0.2);
    return {
      offer_id: reference(random, counts.Offer),
      display: `Banner ${id}`,
      filename: `banner-${id}.png`,
      size: String(random.int(2_000, 90_000)),
      type: random.pick(['image banner', 'image banner', 'offer thumbnail', 'hidden']),
      width: String(random.pick([120, 300, 468, 728])),
      height: String(random.pick([60, 90, 250, 600])),
      interface: isAffiliates ? 'affiliate' : 'network',
      account_id: isAffiliates ? reference(random, counts.Affiliate) : null,
      created: dateTime(EPOCH - random.int(1, 300) * DAY),
      ...{ url, preview_uri: url, thumbnail: url },
    };
  },
  onCreate: (now) => ({ created: dateTime(now) }),
  onUpdate: (now) => ({ modified: dateTime(now) }),
};

/** Approvals of affiliates for offers. */
export const affiliateOffer: Entity = {
  name: 'AffiliateOffer',
  noun: 'affiliate offer',
  enums: { approval_status: ['approved', 'pending', 'rejected'] },
  template: {
    ...{ id: '', affiliate_id: null, offer_id: null, approval_status: null, agreed_terms_and_conditions: null },
    ...{ approval_notes: null, hostname_id: null, _NETWORK_offer_id: null },
  },
  generate: (_id, random, counts) => ({
    affiliate_id: reference(random, counts.Affiliate),
    offer_id: reference(random, counts.Offer),
    approval_status: random.pick(['approved', 'approved', 'pending', 'rejected']),
  }),
};
