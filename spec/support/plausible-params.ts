import { factsOf } from './catalog-facts.js';
import type { Params } from './sandbox-call.js';

/** The model of a target: affiliates see the one of `Offer` as `Affiliate_Offer`. */
const ownModel = (target: string): string => target.replace(/^(?:Affiliate|Advertiser)_/, '');

/** Data for each model with a table. Generated models take any. */
const DATA: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Advertiser: { company: 'Bluefin' },
  Affiliate: { company: 'Bluefin' },
  AdvertiserUser: { email: 'a@example.com' },
  AffiliateUser: { email: 'a@example.com' },
  Conversion: { status: 'approved' },
  ConversionMeta: { conversion_id: '3', note: 'x' },
  Goal: { name: 'Sale', offer_id: '1' },
  Offer: { name: 'x' },
  OfferFile: { display: 'x', type: 'text ad', code: 'x' },
  Tag: { name: 'x' },
};

const LISTS: Readonly<Record<string, readonly string[]>> = {
  ids: ['1', '2'],
  tag_ids: ['1'],
  location_ids: ['1'],
};

const TEXTS: Readonly<Record<string, string>> = {
  code: 'US',
  country_code: 'US',
  date: '2024-02-01',
  date_dir: '20240229',
  email: 'a@example.com',
  log_type: 'clicks',
  status: 'approved',
  value: 'x',
};

const FIELDS: Readonly<Record<string, string>> = {
  Advertiser: 'company',
  Affiliate: 'company',
  AffiliateUser: 'first_name',
  Conversion: 'source',
  OfferFile: 'display',
  Offer: 'name',
};

const dataOf = (target: string): Params =>
  Object.fromEntries(
    Object.entries(DATA[ownModel(target)] ?? { name: 'x' }).map(([field, text]) => [`data[${field}]`, text]),
  );

const paramsFor = (target: string, name: string): Params => {
  if (name === 'data') return dataOf(target);
  if (['account', 'user', 'meta'].includes(name))
    return { [`${name}[company]`]: 'Bluefin', [`${name}[email]`]: 'a@b.c' };
  if (name === 'field') return { field: FIELDS[ownModel(target)] ?? 'name' };
  const list = LISTS[name];
  return { [name]: list ?? TEXTS[name] ?? '1' };
};

/** Parameters that single methods need though the catalog does not call them required. */
const ALSO: Readonly<Record<string, Params>> = {
  'Advertiser.create': { 'data[company]': 'Bluefin' },
  'Application.findAllOfferCategoryOfferIds': { id: '1' },
  'Conversion.findById': { id: '1' },
  'Conversion.update': { id: '1' },
  'Conversion.updateField': { id: '1' },
  'Conversion.updateStatus': { id: '1', status: 'approved' },
  'Offer.setMultipleAffiliateApprovals': { 'data[0][offer_id]': '1' },
  'OfferFile.findById': { id: '1' },
};

const reportFields = (target: string, method: string): Params => {
  if (!/(^|_)Report$/.test(target)) return {};
  return { fields: [method === 'getConversions' ? 'Stat.id' : 'Stat.date'] };
};

/** Parameters that a method of the catalog can be called with: the required ones. */
export const plausibleParams = (target: string, method: string): Params => {
  const name = `${target}.${method}`;
  const { required } = factsOf(target, method);
  const isSpecial = name === 'Offer.setMultipleAffiliateApprovals';
  return Object.assign(
    {},
    ...(isSpecial ? [] : required.map((parameter) => paramsFor(target, parameter))),
    reportFields(target, method),
    ALSO[name] ?? {},
  ) as Params;
};
