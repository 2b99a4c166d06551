import { drawsFor } from '../data/draw.js';
import type { Row } from '../data/row.js';

/** The numbers of one row of statistics. Their fields inside other rows are unverified: no reply with them was seen. */
export const statRow = (id: number): Row => {
  const draw = drawsFor(1, 'Stat')(id);
  const clicks = draw.int(1, 900);
  const conversions = draw.int(0, clicks);
  return {
    impressions: String(clicks * 10),
    clicks: String(clicks),
    conversions: String(conversions),
    payout: (conversions * 2).toFixed(5),
    revenue: (conversions * 2.5).toFixed(5),
  };
};
