import { own } from '../own.js';

/** A value that the service is known to have, by model and field where the field alone does not tell. */
const VALUES: Readonly<Record<string, string>> = {
  'AffiliateReceipt.status': 'success',
  'OfferPixel.type': 'code',
  'OfferWhitelist.type': 'postback',
  'ScheduledOfferChange.type': 'payout',
  action: 'allow',
  approval_status: 'approved',
  attribute: 'Custom',
  content_type: 'ip_address',
  location: 'internal',
  method: 'paypal',
  model: 'Offer',
  payout_type: 'cpa_flat',
  rate_type: 'percentage',
  revenue_type: 'cpa_flat',
};

/** A plausible value of a field that takes only some. */
export const enumValue = (model: string, field: string): string =>
  own(VALUES, `${model}.${field}`) ?? own(VALUES, field) ?? 'active';
