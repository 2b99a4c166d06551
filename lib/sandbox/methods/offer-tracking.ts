import { argumentId } from '../arguments.js';
import type { Handler } from '../call.js';
import { mapOf, textOf } from '../wire/params.js';

const TRACKING = 'http://track.example.com';

/** A link for an affiliate. The service gives the affiliate's id back as text and the offer's as a number. */
export const generateTrackingLink: Handler = (call) => {
  const offer = argumentId(call, 'offer_id', 'Offer');
  const affiliate = argumentId(call, 'affiliate_id', 'Affiliate');
  const extra = [...mapOf(call.params, 'params')].filter(([, value]) => typeof value === 'string') as [
    string,
    string,
  ][];
  const query = new URLSearchParams([['offer_id', offer], ['aff_id', affiliate], ...extra]).toString();
  const isTiny = textOf(mapOf(call.params, 'options'), 'tiny_url') === '1';
  const tiny = (Number(offer) * 100_000 + Number(affiliate)).toString(36);
  return {
    affiliate_id: affiliate,
    offer_id: Number(offer),
    click_url: isTiny ? `${TRACKING}/${tiny}` : `${TRACKING}/aff_c?${query}`,
    impression_pixel: `<img src="${TRACKING}/aff_i?${query}" width="1" height="1" />`,
  };
};
