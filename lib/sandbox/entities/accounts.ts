import { dateTime, DAY, type Entity, NO_DATE, NO_DATE_SECONDS, unixSeconds } from '../store/entity.js';
import { COMPANIES, EPOCH, FIRST_NAMES, FORMS, GENERATED_ROWS, LAST_NAMES, reference } from '../store/random.js';

const STATUSES = ['pending', 'active', 'blocked', 'deleted', 'rejected'];

/** Advertisers. The service lists them newest first. */
export const advertiser: Entity = {
  name: 'Advertiser',
  noun: 'advertiser',
  order: 'desc',
  required: ['company'],
  enums: { status: STATUSES },
  template: {
    ...{ date_added: null, status: 'pending', id: '', company: null, address1: null, address2: null, city: null },
    ...{ region: null, country: null, other: null, zipcode: null, phone: null, fax: null, website: null },
    ...{ wants_alerts: '1', conversion_security_token: null, tmp_token: null, account_manager_id: null },
    ...{ signup_ip: null, modified: NO_DATE_SECONDS, SHARED_Network_Map_id: null, SHARED_Accounts_id: null },
    ...{ ref_id: null, AFFILIATE_NETWORK_Brands_id: null, _NETWORK_affiliate_id: null },
    ...{ _NETWORK_affiliate_status: null, _NETWORK_brand_active: '1', expose_subs: '0' },
  },
  generate: (id, random) => {
    const added = EPOCH - random.int(100, 365) * DAY;
    return {
      date_added: dateTime(added),
      status: random.pick(['active', 'active', 'active', 'pending', 'blocked']),
      company: `${random.pick(COMPANIES)} ${random.pick(FORMS)} ${id}`,
      city: 'Praha',
      country: random.pick(['CZ', 'ES', 'US', 'DE']),
      zipcode: String(random.int(10_000, 99_999)),
      modified: random.chance(0.3) ? NO_DATE_SECONDS : unixSeconds(added + DAY),
      account_manager_id: String(random.int(1, GENERATED_ROWS)),
    };
  },
  onCreate: (now) => ({ date_added: dateTime(now) }),
  onUpdate: (now) => ({ modified: unixSeconds(now) }),
};

/** Affiliates. The service lists them newest first; their `modified` is text, unlike that of advertisers. */
export const affiliate: Entity = {
  name: 'Affiliate',
  noun: 'affiliate',
  order: 'desc',
  required: ['company'],
  enums: { status: STATUSES },
  template: {
    ...{ id: '', account_manager_id: null, company: null, address1: null, address2: null, city: null, region: null },
    ...{ country: null, other: null, zipcode: null, phone: null, fax: null, website: null, signup_ip: null },
    ...{ date_added: null, status: 'pending', wants_alerts: '1', payment_method: 'wire', method_data: null },
    ...{ payment_terms: 'net 7', w9_filed: '0', referral_id: null, affiliate_tier_id: null },
    ...{ fraud_activity_score: null, fraud_activity_alert_threshold: null, fraud_activity_block_threshold: null },
    ...{ fraud_profile_alert_threshold: null, fraud_profile_block_threshold: null, fraud_risk_tier: null },
    ...{ scrub_offer_pixels: '1', ref_id: null, modified: NO_DATE },
  },
  generate: (id, random) => {
    const added = EPOCH - random.int(100, 365) * DAY;
    return {
      company: `${random.pick(COMPANIES)} ${random.pick(FORMS)} ${id}`,
      country: random.pick(['CZ', 'ES', 'US', 'DE']),
      zipcode: String(random.int(10_000, 99_999)),
      date_added: dateTime(added),
      status: random.pick(['active', 'active', 'active', 'pending', 'blocked', 'rejected']),
      modified: random.chance(0.3) ? NO_DATE : dateTime(added + DAY),
      account_manager_id: String(random.int(1, GENERATED_ROWS)),
    };
  },
  onCreate: (now) => ({ date_added: dateTime(now) }),
  onUpdate: (now) => ({ modified: dateTime(now) }),
};

const ACCESS = ['stats', 'offer_management', 'user_management', 'account_management', 'API'];

/** Users of affiliates. User n belongs to affiliate n, if there is one; with fewer users, the last affiliates have none. */
export const affiliateUser: Entity = {
  name: 'AffiliateUser',
  noun: 'affiliate user',
  required: ['email'],
  enums: { status: ['active', 'blocked', 'deleted'] },
  writeOnly: ['password', 'password_confirmation'],
  template: {
    ...{ id: '', user_id: null, join_date: null, last_login: null, affiliate_id: null, permissions: '16777246' },
    ...{ status: 'active', wants_alerts: '1', modified: null, SHARED_Users2_id: null, email: null, first_name: null },
    ...{ last_name: null, phone: null, cell_phone: null, title: null, salt: null, AFFILIATE_NETWORK_Brands_id: null },
    ...{ _NETWORK_employees_id: null, is_creator: true },
    access: ['Affiliate', ...ACCESS.map((name) => `Affiliate.${name}`)],
  },
  generate: (id, random, counts) => {
    const joined = EPOCH - random.int(1, 100) * DAY;
    return {
      join_date: dateTime(joined),
      modified: dateTime(joined),
      affiliate_id: id <= counts.Affiliate ? String(id) : reference(random, counts.Affiliate),
      email: `user${id}@affiliates.example.com`,
      first_name: random.pick(FIRST_NAMES),
      last_name: random.pick(LAST_NAMES),
      salt: random.hex(64),
    };
  },
  onCreate: (now) => ({ join_date: dateTime(now), modified: dateTime(now), salt: '0'.repeat(64) }),
  onUpdate: (now) => ({ modified: dateTime(now) }),
};
