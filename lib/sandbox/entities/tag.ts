import type { Entity } from '../data/entity.js';
import { ADJECTIVES } from './words.js';

/** Tags. They have no status: what is deleted is gone. */
export const tag: Entity = {
  name: 'Tag',
  noun: 'tag',
  required: ['name'],
  enums: { attribute: ['Custom', 'Channel'] },
  template: {
    ...{ id: '', attribute: 'Custom', name: null, user_created: '1', pi_visible: '1', affiliate_applicable: '0' },
    ...{ offer_applicable: '1', advertiser_applicable: '0', active: '1' },
  },
  generate: (id, draw) => ({
    name: `${draw.pick(ADJECTIVES).toLowerCase()}-${id}`,
    attribute: draw.pick(['Custom', 'Custom', 'Channel']),
    affiliate_applicable: draw.pick(['0', '1']),
    advertiser_applicable: draw.pick(['0', '1']),
  }),
};
