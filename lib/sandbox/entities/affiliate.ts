import { GENERATED_ROWS } from '../catalog/generated-rows.js';
import { DAY, EPOCH, NO_DATE, dateTime } from '../data/dates.js';
import type { Entity } from '../data/entity.js';
import { COMPANIES, FORMS } from './words.js';

const STATUSES = ['pending', 'active', 'blocked', 'deleted', 'rejected'];

/** Affiliates; the service lists them newest first, and their `modified` is a text. */
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
  generate: (id, draw) => {
    const added = EPOCH - draw.int(100, 365) * DAY;
    return {
      company: `${draw.pick(COMPANIES)} ${draw.pick(FORMS)} ${id}`,
      country: draw.pick(['CZ', 'ES', 'US', 'DE']),
      zipcode: String(draw.int(10_000, 99_999)),
      date_added: dateTime(added),
      status: draw.pick(['active', 'active', 'active', 'pending', 'blocked', 'rejected']),
      modified: draw.chance(0.3) ? NO_DATE : dateTime(added + DAY),
      account_manager_id: String(draw.int(1, GENERATED_ROWS)),
    };
  },
  onCreate: (now) => ({ date_added: dateTime(now) }),
  onUpdate: (now) => ({ modified: dateTime(now) }),
};
