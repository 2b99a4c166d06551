import type { Call } from '../call.js';
import { generateTrackingLink } from '../methods/offer-tracking.js';
import type { Json } from '../wire/json.js';

/** A link as an affiliate gets it, who need not say who he is. As recorded for networks, it comes without a wrapper. */
export const trackingLink = (call: Call): Json => {
  const id = call.viewer.kind === 'affiliate' ? call.viewer.id : '';
  return generateTrackingLink({ ...call, params: new Map([...call.params, ['affiliate_id', id]]) });
};
