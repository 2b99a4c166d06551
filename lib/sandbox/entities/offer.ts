import { DAY, EPOCH, NO_DATE_SECONDS, dateTime, unixSeconds } from '../data/dates.js';
import type { Draw } from '../data/draw.js';
import { reference, type Entity } from '../data/entity.js';
import type { Row } from '../data/row.js';
import { offerTemplate } from './offer-template.js';
import { ADJECTIVES, CURRENCIES, NOUNS } from './words.js';

const STATUSES = ['active', 'active', 'active', 'paused', 'pending', 'expired', 'deleted'] as const;
const PAYOUTS = ['cpa_flat', 'cpa_percentage', 'cpa_both', 'cpc', 'cpm'];

const moneyOf = (draw: Draw): Row => {
  const payout = Number(draw.decimal(0.5, 40, 2));
  return {
    default_payout: payout.toFixed(5),
    max_payout: (payout * 1.25).toFixed(5),
    currency: draw.chance(0.3) ? null : draw.pick(CURRENCIES),
  };
};

const datesOf = (draw: Draw): Row => {
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
