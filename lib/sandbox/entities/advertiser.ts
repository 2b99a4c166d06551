import { GENERATED_ROWS } from '../catalog/generated-rows.js';
import { DAY, EPOCH, NO_DATE_SECONDS, dateTime, unixSeconds } from '../data/dates.js';
import type { Entity } from '../data/entity.js';
import { COMPANIES, FORMS } from './words.js';

const STATUSES = ['pending', 'active', 'blocked', 'deleted', 'rejected'];

/** Advertisers; the service lists them newest first. */
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
  generate: (id, draw) => {
    const added = EPOCH - draw.int(100, 365) * DAY;
    return {
      date_added: dateTime(added),
      status: draw.pick(['active', 'active', 'active', 'pending', 'blocked']),
      company: `${draw.pick(COMPANIES)} ${draw.pick(FORMS)} ${id}`,
      city: 'Praha',
      country: draw.pick(['CZ', 'ES', 'US', 'DE']),
      zipcode: String(draw.int(10_000, 99_999)),
      modified: draw.chance(0.3) ? NO_DATE_SECONDS : unixSeconds(added + DAY),
      account_manager_id: String(draw.int(1, GENERATED_ROWS)),
    };
  },
  onCreate: (now) => ({ date_added: dateTime(now) }),
  onUpdate: (now) => ({ modified: unixSeconds(now) }),
};
