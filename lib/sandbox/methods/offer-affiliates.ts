import { argument, argumentId } from '../arguments.js';
import { refuse } from '../api-failure.js';
import type { Call, Handler, Handlers } from '../call.js';
import { textIn, type Row } from '../data/row.js';
import { ENTITIES } from '../entities/entities.js';
import { containedRow } from '../query/contained-row.js';
import { findRows } from '../query/find-rows.js';
import { pageShape } from '../query/paging.js';
import { selectFields } from '../query/select-fields.js';
import { listOf } from '../wire/params.js';

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
