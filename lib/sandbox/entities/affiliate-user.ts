import { DAY, EPOCH, dateTime } from '../data/dates.js';
import { reference, type Entity } from '../data/entity.js';
import { FIRST_NAMES, LAST_NAMES } from './words.js';

const ACCESS = ['stats', 'offer_management', 'user_management', 'account_management', 'API'];

/** Users of affiliates. User n belongs to affiliate n while there is one; with fewer users, the last affiliates have none. */
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
  generate: (id, draw, counts) => {
    const joined = EPOCH - draw.int(1, 100) * DAY;
    return {
      join_date: dateTime(joined),
      modified: dateTime(joined),
      affiliate_id: id <= counts.Affiliate ? String(id) : reference(draw, counts.Affiliate),
      email: `user${id}@affiliates.example.com`,
      first_name: draw.pick(FIRST_NAMES),
      last_name: draw.pick(LAST_NAMES),
      salt: draw.hex(64),
    };
  },
  onCreate: (now) => ({ join_date: dateTime(now), modified: dateTime(now), salt: '0'.repeat(64) }),
  onUpdate: (now) => ({ modified: dateTime(now) }),
};
