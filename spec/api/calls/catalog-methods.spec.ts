import { Model } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect } from '../../support/collect.js';
import { recordedApi, Text } from '../../support/recorded-api.js';

/** One method as a person reads the service's documentation: what is sent, what comes, what is emitted. */
interface Expectation {
  readonly method: string;
  readonly args?: Readonly<Record<string, unknown>>;
  /** Parameters as they go out; `GET` for a read. */
  readonly wire: string;
  readonly reply: unknown;
  /** Models as `String(model)`, everything else as it is. */
  readonly emits: readonly unknown[];
}

const page = (...rows: object[]) => ({
  ...{ page: 1, current: rows.length, count: rows.length, pageCount: 1 },
  data: Object.fromEntries(rows.map((row, index) => [index + 1, row])),
});

const LIMITS = 'limit=500&page=1';

const LISTS: readonly Expectation[] = [
  {
    method: 'AdManager.findAllCampaigns',
    args: { filters: { status: 'active' }, contain: ['AdCampaignCreative'] },
    wire: `GET filters[status]=active&${LIMITS}&contain[]=AdCampaignCreative`,
    reply: page({ AdCampaign: { id: '4' }, AdCampaignCreative: { 9: { id: '9' } } }),
    emits: ['AdCampaign: 4'],
  },
  {
    method: 'AdManager.getCampaignCreatives',
    args: { id: 4, sort: '-weight' },
    wire: `GET id=4&sort[AdCampaignCreative.weight]=desc&${LIMITS}`,
    reply: page({ AdCampaignCreative: { id: '9' } }),
    emits: ['AdCampaignCreative: 9'],
  },
  {
    method: 'Offer.affiliateFindAll',
    args: { sorts: ['-id'], fields: ['name'] },
    wire: `GET sorts[Offer.id]=desc&${LIMITS}&fields[]=name`,
    reply: page({ Offer: { name: 'A' } }),
    emits: ['Offer: A'],
  },
  { method: 'Offer.simpleFind', wire: `GET ${LIMITS}`, reply: page({ Offer: { name: 'B' } }), emits: ['Offer: B'] },
  {
    method: 'Offer.findAllOfferAffiliateBlocks',
    args: { filters: { offer_id: [1, 2] } },
    wire: `GET filters[offer_id][]=1&filters[offer_id][]=2&${LIMITS}`,
    reply: page({ OfferAffiliateBlock: { id: '3' } }),
    emits: ['OfferAffiliateBlock: 3'],
  },
  {
    method: 'Offer.getOfferFilesWithCreativeCode',
    args: { offer_id: 3, affiliate_id: 5 },
    wire: 'GET offer_id=3&affiliate_id=5',
    reply: { current: 0, count: 1, pageCount: 1, data: { 9: { filename: 'a.png' } } },
    emits: ['OfferFile: a.png'],
  },
  {
    method: 'Affiliate_Application.findAllCountries',
    args: { limit: 1 },
    wire: 'GET limit=1&page=1',
    reply: [{ Country: { code: 'ES' } }],
    emits: ['Country: ES'],
  },
  {
    method: 'Application.findAllCountries',
    wire: 'GET ',
    reply: { ES: { Country: { code: 'ES' } }, RU: { Country: { code: 'RU' } } },
    emits: ['Country: ES', 'Country: RU'],
  },
  { method: 'Offer.getTargetCountries', args: { id: 3 }, wire: 'GET id=3', reply: [], emits: [] },
  {
    method: 'Offer.getCategories',
    args: { id: 3 },
    wire: 'GET id=3',
    reply: [{ OfferCategory: { id: '1' } }],
    emits: ['OfferCategory: 1'],
  },
  {
    method: 'Offer.getGroups',
    args: { id: 3 },
    wire: 'GET id=3',
    reply: { 2: { OfferGroup: { id: '2' } } },
    emits: ['OfferGroup: 2'],
  },
  {
    method: 'Offer.getPayouts',
    args: { id: 3 },
    wire: 'GET id=3',
    reply: new Text('{"9":{"OfferPayout":{"id":"9"}},"3":{"OfferPayout":{"id":"3"}}}'),
    emits: ['OfferPayout: 9', 'OfferPayout: 3'],
  },
  {
    method: 'Advertiser.getAccountNotes',
    args: { id: 3 },
    wire: 'GET id=3',
    reply: { 5: { AccountNote: { id: '5' } } },
    emits: ['AccountNote: 5'],
  },
  {
    method: 'CustomPage.find',
    args: { sorts: 'title', filters: { id__lt: 9 } },
    wire: 'GET sorts[CustomPage.title]=asc&filters[id][LESS_THAN]=9',
    reply: null,
    emits: [],
  },
  {
    method: 'Offer.findAllByIds',
    args: { ids: [1, 2] },
    wire: 'GET ids[]=1&ids[]=2',
    reply: { 1: { Offer: { name: 'A' } }, 2: { Offer: { name: 'B' } } },
    emits: ['Offer: A', 'Offer: B'],
  },
  {
    method: 'Tag.findAllOfferTagRelations',
    wire: `GET ${LIMITS}`,
    reply: { page: 1, pageCount: 1, current: 0, data: { 6: { OffersTags: { id: '6' } } } },
    emits: ['TagRelation: 6'],
  },
  {
    method: 'Conversion.findUpdatedConversions',
    args: { start_date: '2026-01-01' },
    wire: 'GET start_date=2026-01-01',
    reply: { 3: { Conversion: { id: '3' } } },
    emits: ['Conversion: 3'],
  },
  {
    method: 'Report.getStats',
    args: { fields: ['Stat.clicks'], groups: ['Stat.offer_id'] },
    wire: `GET groups[]=Stat.offer_id&${LIMITS}&fields[]=Stat.clicks`,
    reply: page({ Stat: { clicks: '3' } }),
    emits: ['Stat: undefined'],
  },
  { method: 'Affiliate_Offer.findMyOffers', wire: `GET ${LIMITS}`, reply: page(), emits: [] },
];

const IDS: readonly Expectation[] = [
  { method: 'Offer.findAllIds', wire: 'GET ', reply: ['3', '4'], emits: ['3', '4'] },
  {
    method: 'Affiliate.getApprovedOfferIds',
    args: { id: 2 },
    wire: `GET id=2&${LIMITS}`,
    reply: { page: 1, pageCount: 1, data: [7] },
    emits: ['7'],
  },
  {
    method: 'Offer.findAllIdsByAdvertiserId',
    args: { advertiser_id: 2 },
    wire: 'GET advertiser_id=2',
    reply: [],
    emits: [],
  },
];

const ONES: readonly Expectation[] = [
  { method: 'Employee.findById', args: { id: 3 }, wire: 'GET id=3', reply: null, emits: [null] },
  {
    method: 'Goal.findById',
    args: { id: 3, contain: ['Offer'] },
    wire: 'GET id=3&contain[]=Offer',
    reply: { Goal: { id: '3' }, Offer: { id: '1' } },
    emits: ['Goal: 3'],
  },
  {
    method: 'Offer.generateTrackingLink',
    args: { offer_id: 1, affiliate_id: 2, params: { file_id: 3 }, options: { tiny_url: true } },
    wire: 'GET offer_id=1&affiliate_id=2&params[file_id]=3&options[tiny_url]=1',
    reply: { affiliate_id: '2', offer_id: 1, click_url: 'http://example.com' },
    emits: ['TrackingLink: undefined'],
  },
  {
    method: 'Affiliate.updateByRefId',
    args: { ref_id: 'x', data: { company: 'y' } },
    wire: 'POST ref_id=x&data[company]=y',
    reply: { Affiliate: { id: '3' } },
    emits: ['Affiliate: 3'],
  },
  {
    method: 'Offer.update',
    args: { id: 3, data: { name: '' }, return_object: false },
    wire: 'POST id=3&data[name]=&return_object=0',
    reply: true,
    emits: [true],
  },
  {
    method: 'AdManager.createCampaign',
    args: { data: { name: 'x' }, return_object: 0 },
    wire: 'POST data[name]=x&return_object=0',
    reply: '12',
    emits: ['12'],
  },
  {
    method: 'Tag.addToOffer',
    args: { offer_id: 1, tag_id: 2 },
    wire: 'POST offer_id=1&tag_id=2',
    reply: { id: '10', offer_id: '1', tag_id: '2' },
    emits: ['TagRelation: 10'],
  },
  {
    method: 'OfferTargeting.addTargetRuleToOffer',
    args: { rule_id: 1, offer_id: 2, action: 'deny' },
    wire: 'POST rule_id=1&offer_id=2&action=deny',
    reply: { TargetRuleOffer: { id: '5' } },
    emits: ['TargetRuleOffer: 5'],
  },
  {
    method: 'Offer.setPayout',
    args: { id: 1, affiliate_id: 2, payout: '1.25' },
    wire: 'POST id=1&affiliate_id=2&payout=1.25',
    reply: true,
    emits: [true],
  },
  { method: 'Advertiser.block', args: { id: 3, reason: '' }, wire: 'POST id=3&reason=', reply: true, emits: [true] },
  {
    method: 'Offer.setAffiliateApproval',
    args: { id: 1, affiliate_id: 2, status: 'approved' },
    wire: 'POST id=1&affiliate_id=2&status=approved',
    reply: { id: '250', approval_status: 'approved' },
    emits: [{ id: '250', approval_status: 'approved' }],
  },
  {
    method: 'Preference.setUserPreference',
    args: { name: 'a', value: 'b', type: 'employee', user_id: 3 },
    wire: 'POST name=a&value=b&type=employee&user_id=3',
    reply: true,
    emits: [true],
  },
  { method: 'Advertiser.getAccountBalance', args: { id: 3 }, wire: 'GET id=3', reply: '1.25000', emits: ['1.25000'] },
  {
    method: 'Application.addOfferCategory',
    args: { data: { name: 'x' } },
    wire: 'POST data[name]=x',
    reply: '7',
    emits: ['7'],
  },
  {
    method: 'Authentication.findUserByCredentials',
    args: { email: 'a@example.com', password: 'x', set_token: true },
    wire: 'POST email=a@example.com&password=x&set_token=1',
    reply: { user_id: '3', token: 't' },
    emits: [{ user_id: '3', token: 't' }],
  },
  {
    method: 'RawLog.listLogs',
    args: { log_type: 'clicks', date_dir: '20160909' },
    wire: 'GET log_type=clicks&date_dir=20160909',
    reply: { dirName: '20160909', logs: [] },
    emits: [{ dirName: '20160909', logs: [] }],
  },
];

const UNKNOWN: readonly Expectation[] = [
  {
    method: 'Affiliate_AffiliateUser.setPermissions',
    args: { affiliate_user_id: 3, permissions: ['a'] },
    wire: 'POST affiliate_user_id=3&permissions[]=a',
    reply: true,
    emits: [true],
  },
  {
    method: 'Affiliate_AffiliateUser.getContext',
    wire: 'GET ',
    reply: { a: 'b' },
    emits: ['AffiliateUser: undefined'],
  },
  {
    method: 'Offer.brandNew',
    args: { filters: { id__gt: 3 } },
    wire: 'POST filters[id][GREATER_THAN]=3',
    reply: '',
    emits: [''],
  },
  {
    method: 'BrandNew.findAll',
    args: { sort: '-id' },
    wire: 'POST sort[BrandNew.id]=desc',
    reply: [1, 2],
    emits: [1, 2],
  },
];

describe.each([
  ['lists', LISTS],
  ['ids', IDS],
  ['one thing', ONES],
  ['replies of unknown kind', UNKNOWN],
])('methods that answer with %s', (_, expectations) => {
  it.each(expectations)('$method sends $wire', async ({ method: name, args, wire, reply, emits }) => {
    const { api, calls } = await recordedApi([reply]);
    const [target = '', method = ''] = name.split('.');
    const emitted = await collect(api.call(target, method, args, { unlisted: true }));
    expect(emitted.map((value) => (value instanceof Model ? String(value) : value))).toEqual(emits);
    expect(calls.map((call) => `${call.verb} ${call.wire}`)).toEqual([wire]);
    expect(calls[0]?.name).toBe(name);
  });
});

it('are at least forty', () => {
  expect(LISTS.length + IDS.length + ONES.length + UNKNOWN.length).toBeGreaterThanOrEqual(40);
});
