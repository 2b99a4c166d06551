import { DAY, EPOCH, NO_DATE, dateTime } from '../data/dates.js';
import type { Entity } from '../data/entity.js';
import { ADJECTIVES, NOUNS } from './words.js';

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
