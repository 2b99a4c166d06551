import { ENTITIES } from '../entities/entities.js';
import { categoryOfferIds, categoryRow } from '../query/contains.js';
import { findRows, listReply } from '../query/find-rows.js';
import { pageShape } from '../query/paging.js';
import { containedRow, selectFields } from '../query/select-fields.js';
import { type Row, textIn } from '../store/entity.js';
import { refuse, refuseInOurWords } from '../wire/envelope.js';
import { listOf, mapOf, textOf } from '../wire/params.js';
import { argument, argumentId, type Call, type DirectHandler, type Handler, type Handlers } from './call.js';
import { genericHandlers, update } from './generic.js';
import { getOfferFilesWithCreativeCode } from './offer-files.js';

const { AffiliateOffer, Offer, OfferCategory } = ENTITIES;

const STATUSES = AffiliateOffer.enums?.['approval_status'] ?? [];

const approvalsOf = ({ store }: Call, offer: string): readonly Row[] =>
  store.tables.AffiliateOffer.where('offer_id', offer);

const approvalOf = (call: Call, offer: string, affiliate: string): Row | undefined =>
  approvalsOf(call, offer).find((row) => textIn(row, 'affiliate_id') === affiliate);

const idsByStatus =
  (isWanted: (status: string) => boolean): Handler =>
  (call) =>
    approvalsOf(call, argumentId(call, 'id', 'Offer'))
      .filter((row) => isWanted(textIn(row, 'approval_status')))
      .map((row) => textIn(row, 'affiliate_id'));

const blockAffiliate: Handler = (call) => {
  call.store.offerBlocks.add(argumentId(call, 'id', 'Offer'), argumentId(call, 'affiliate_id', 'Affiliate'));
  return true;
};

const unblockAffiliate: Handler = (call) => {
  call.store.offerBlocks.remove(argumentId(call, 'id', 'Offer'), argumentId(call, 'affiliate_id', 'Affiliate'));
  return true;
};

/** Returns the bare row when it is new, and `true` when it existed. Both were recorded. */
const setAffiliateApproval: Handler = (call) => {
  const offer = argumentId(call, 'id', 'Offer');
  const affiliate = argumentId(call, 'affiliate_id', 'Affiliate');
  const status = argument(call, 'status');
  if (!STATUSES.includes(status)) throw refuse(`Status must be one of: ${STATUSES.join(', ')}`);
  const row = approvalOf(call, offer, affiliate);
  const table = call.store.tables.AffiliateOffer;
  if (!row) return table.insert({ affiliate_id: affiliate, offer_id: offer, approval_status: status });
  table.update(textIn(row, 'id'), { approval_status: status });
  return true;
};

const getAffiliateApprovalStatus: Handler = (call) => {
  const row = approvalOf(call, argumentId(call, 'id', 'Offer'), argumentId(call, 'affiliate_id', 'Affiliate'));
  return row?.['approval_status'] ?? null;
};

/** Each approval contains its affiliate and its offer without being asked to; an empty list is `null`. */
const findAllAffiliateApprovals: Handler = async (call) => {
  const { tables } = call.store;
  const select = selectFields(AffiliateOffer, listOf(call.params, 'fields'));
  const contained = (table: 'Affiliate' | 'Offer', id: string) => {
    const row = tables[table].get(id);
    return row ? containedRow(table, row) : null;
  };
  const { rows, count, paging } = await findRows(call, AffiliateOffer, (row) => ({
    AffiliateOffer: select(row),
    Affiliate: contained('Affiliate', textIn(row, 'affiliate_id')),
    Offer: contained('Offer', textIn(row, 'offer_id')),
  }));
  if (paging) return pageShape(rows, count, paging);
  return rows.size === 0 ? null : rows;
};

const addTargetCountry: Handler = (call) => {
  const id = argumentId(call, 'id', 'Offer');
  const code = argument(call, 'country_code');
  const isKnown = call.store.tables.Country.where('code', code).length > 0;
  if (!isKnown) throw refuseInOurWords(`Country '${code}' is not valid.`);
  call.store.offerCountries.add(id, code);
  return true;
};

const getTargetCountries: Handler = (call) => {
  const codes = call.store.offerCountries.of(argumentId(call, 'id', 'Offer'));
  const rows = call.store.tables.Country.rows().filter((row) => codes.includes(textIn(row, 'code')));
  return rows.map((Country) => ({ Country }));
};

const addCategory: Handler = (call) => {
  const category = argumentId(call, 'category_id', 'OfferCategory');
  call.store.offerCategories.add(argumentId(call, 'id', 'Offer'), category);
  return true;
};

const getCategories: Handler = (call) => {
  const { store } = call;
  const ids = store.offerCategories.of(argumentId(call, 'id', 'Offer')).toSorted((a, b) => Number(a) - Number(b));
  return ids.flatMap((id) => {
    const row = store.tables.OfferCategory.get(id);
    return row ? [{ OfferCategory: categoryRow(store, row) }] : [];
  });
};

const TRACKING = 'http://track.example.com';

/** A tracking link of an affiliate. The service returns the affiliate's id as text, the offer's as a number. */
export const generateTrackingLink: DirectHandler = (call) => {
  const offer = argumentId(call, 'offer_id', 'Offer');
  const affiliate = argumentId(call, 'affiliate_id', 'Affiliate');
  const given = [...mapOf(call.params, 'params')];
  const extra = given.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
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

/** The methods of offers: their affiliates, countries, categories, links and creatives. */
export const offerHandlers: Handlers = {
  ...genericHandlers(Offer),
  blockAffiliate,
  unblockAffiliate,
  getBlockedAffiliateIds: (call) => call.store.offerBlocks.of(argumentId(call, 'id', 'Offer')),
  getApprovedAffiliateIds: idsByStatus((status) => status === 'approved'),
  getUnapprovedAffiliateIds: idsByStatus((status) => status !== 'approved'),
  setAffiliateApproval,
  getAffiliateApprovalStatus,
  findAllAffiliateApprovals,
  addCategory,
  getCategories,
  addTargetCountry,
  getTargetCountries,
  generateTrackingLink,
  getOfferFilesWithCreativeCode,
};

const findAllOfferCategories: Handler = async (call) => {
  const select = selectFields(OfferCategory, listOf(call.params, 'fields'));
  const wrap = (row: Row) => ({ OfferCategory: select(categoryRow(call.store, row)) });
  return listReply(await findRows(call, OfferCategory, wrap));
};

const updateOfferCategory: Handler = (call) => {
  update(OfferCategory)(call);
  return true;
};

/** The methods of `Application` that concern the categories of offers. */
export const applicationHandlers: Handlers = {
  findAllOfferCategories,
  findAllOfferCategoryOfferIds: (call) => categoryOfferIds(call.store, argumentId(call, 'id', 'OfferCategory')),
  updateOfferCategory,
};
