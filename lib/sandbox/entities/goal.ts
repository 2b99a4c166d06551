import { DAY, EPOCH, unixSeconds } from '../data/dates.js';
import { reference, type Entity } from '../data/entity.js';

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
