import { ENTITIES } from '../entities/entities.js';
import { pageShape } from '../query/paging.js';
import { findRows } from '../query/find-rows.js';
import { containedRow } from '../query/select-fields.js';
import { selectFields } from '../query/select-fields.js';
import { type Row, textIn } from '../store/entity.js';
import { listOf, mapOf, textOf } from '../wire/params.js';
import { argument, argumentId, type Call, type Handler, type Handlers, refuse } from './call.js';

const STATUSES = ENTITIES.AffiliateOffer.enums?.['approval_status'] ?? [];

const approvalsOf = ({ store }: Call, offer: string): readonly Row[] =>
  [...store.tables.AffiliateOffer.rows()].filter((row) => textIn(row, 'offer_id') === offer);

const approvalOf = (call: Call, offer: string, affiliate: string): Row | undefined =>
  approvalsOf(call, offer).find((row) => textIn(row, 'affiliate_id') === affiliate);

const affiliateIds =
  (wanted: (status: string) => boolean): Handler =>
  (call) =>
    approvalsOf(call, argumentId(call, 'id', 'Offer'))
      .filter((row) => wanted(textIn(row, 'approval_status')))
      .map((row) => textIn(row, 'affiliate_id'));

const block: Handler = (call) => {
  call.store.offerBlocks.add(argumentId(call, 'id', 'Offer'), argumentId(call, 'affiliate_id', 'Affiliate'));
  return true;
};

const unblock: Handler = (call) => {
  call.store.offerBlocks.remove(argumentId(call, 'id', 'Offer'), argumentId(call, 'affiliate_id', 'Affiliate'));
  return true;
};

/** The first time the new row comes back, bare; after that only `true`. Both were recorded. */
const setApproval: Handler = (call) => {
  const offer = argumentId(call, 'id', 'Offer');
  const affiliate = argumentId(call, 'affiliate_id', 'Affiliate');
  const status = argument(call, 'status');
  if (!STATUSES.includes(status)) throw refuse(`Status must be one of: ${STATUSES.join(', ')}`);
  const known = approvalOf(call, offer, affiliate);
  const { AffiliateOffer } = call.store.tables;
  if (!known) return AffiliateOffer.insert({ affiliate_id: affiliate, offer_id: offer, approval_status: status });
  AffiliateOffer.update(textIn(known, 'id'), { approval_status: status });
  return true;
};

const getApproval: Handler = (call) => {
  const row = approvalOf(call, argumentId(call, 'id', 'Offer'), argumentId(call, 'affiliate_id', 'Affiliate'));
  return row?.['approval_status'] ?? null;
};

/** Approvals bring their affiliate and offer along unasked; none are `null`. */
const findAllApprovals: Handler = (call) => {
  const { Affiliate, Offer } = call.store.tables;
  const select = selectFields(ENTITIES.AffiliateOffer, listOf(call.params, 'fields'));
  const contained = (table: 'Affiliate' | 'Offer', row: Row | undefined) => (row ? containedRow(table, row) : null);
  const { rows, count, paging } = findRows(call, ENTITIES.AffiliateOffer, (row) => ({
    AffiliateOffer: select(row),
    Affiliate: contained('Affiliate', Affiliate.get(textIn(row, 'affiliate_id'))),
    Offer: contained('Offer', Offer.get(textIn(row, 'offer_id'))),
  }));
  if (paging) return pageShape(rows, count, paging);
  return rows.size === 0 ? null : rows;
};

/** Which affiliates may run an offer. */
export const offerAffiliateHandlers: Handlers = {
  blockAffiliate: block,
  unblockAffiliate: unblock,
  getBlockedAffiliateIds: (call) => call.store.offerBlocks.of(argumentId(call, 'id', 'Offer')),
  getApprovedAffiliateIds: affiliateIds((status) => status === 'approved'),
  getUnapprovedAffiliateIds: affiliateIds((status) => status !== 'approved'),
  setAffiliateApproval: setApproval,
  getAffiliateApprovalStatus: getApproval,
  findAllAffiliateApprovals: findAllApprovals,
};

/** The countries an offer is aimed at, which go by their codes. */
export const offerCountryHandlers: Handlers = {
  addTargetCountry: (call) => {
    const id = argumentId(call, 'id', 'Offer');
    const code = argument(call, 'country_code');
    const known = [...call.store.tables.Country.rows()].some((row) => textIn(row, 'code') === code);
    if (!known) throw refuse(`Country '${code}' is not valid.`);
    call.store.offerCountries.add(id, code);
    return true;
  },

  getTargetCountries: (call) => {
    const codes = call.store.offerCountries.of(argumentId(call, 'id', 'Offer'));
    const rows = [...call.store.tables.Country.rows()].filter((row) => codes.includes(textIn(row, 'code')));
    return rows.map((Country) => ({ Country }));
  },
};

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
