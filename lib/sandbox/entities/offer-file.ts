import { DAY, EPOCH, NO_DATE, dateTime } from '../data/dates.js';
import { reference, type Entity } from '../data/entity.js';

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
