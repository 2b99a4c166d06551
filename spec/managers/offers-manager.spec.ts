import { describe, expect, it } from 'vitest';
import { AffiliateOffer, Country, Offer, OfferCategory } from 'rxoffers';
import { collect, failureOf } from '../support/collect.js';
import { recordedApi, Refusal } from '../support/recorded-api.js';

const row = { Offer: { id: '3', name: 'Test', offer_url: 'http://www.example.com', modified: -62169966000 } };
const approval = { id: '250', affiliate_id: '20', offer_id: '19', approval_status: 'approved' };

describe('api.offers', () => {
  it('sends the generic calls to Offer (row 100)', async () => {
    const { api, lines } = await recordedApi([row, row, row, { 3: row }, ['3']]);
    await collect(api.offers.create({ name: 'Test' }));
    await collect(api.offers.update(3, { name: 'x' }));
    const [offer] = await collect(api.offers.findById(3));
    expect(offer).toBeInstanceOf(Offer);
    expect(offer?.offer_url).toBe('http://www.example.com');
    await collect(api.offers.findAll({ sort: '-id', limit: 1 }));
    await collect(api.offers.findAllIds());
    expect(lines()).toEqual([
      'Offer.create?data[name]=Test',
      'Offer.update?id=3&data[name]=x',
      'Offer.findById?id=3',
      'Offer.findAll?sort[Offer.id]=desc&limit=1&page=1',
      'Offer.findAllIds',
    ]);
    expect('delete' in api.offers).toBe(false);
  });

  it('adds target countries (row 101) and emits them, or none (row 102)', async () => {
    const { api, lines } = await recordedApi([true, [{ Country: { id: '203', code: 'CZ', regions: [] } }], []]);
    expect(await collect(api.offers.addTargetCountry(3, 'CZ'))).toEqual([true]);
    const [country] = await collect(api.offers.getTargetCountries(3));
    expect(country).toBeInstanceOf(Country);
    expect(String(country)).toBe('Country: CZ');
    expect(await collect(api.offers.getTargetCountries(3))).toEqual([]);
    expect(lines().slice(0, 2)).toEqual([
      'Offer.addTargetCountry?id=3&country_code=CZ',
      'Offer.getTargetCountries?id=3',
    ]);
  });

  it('adds categories, or says why not (row 103), and emits them (row 104)', async () => {
    const categories = { 10: { OfferCategory: { id: '10' } } };
    const { api, lines } = await recordedApi([true, new Refusal('Row id is negative'), categories]);
    expect(await collect(api.offers.addCategory(3, 10))).toEqual([true]);
    expect(await failureOf(api.offers.addCategory(3, -1))).toMatchObject({ message: 'Row id is negative' });
    expect((await collect(api.offers.getCategories(3)))[0]).toBeInstanceOf(OfferCategory);
    expect(lines()).toEqual([
      'Offer.addCategory?id=3&category_id=10',
      'Offer.addCategory?id=3&category_id=-1',
      'Offer.getCategories?id=3',
    ]);
  });

  it('blocks and unblocks affiliates, or says why not (row 105)', async () => {
    const { api, lines } = await recordedApi([true, true, new Refusal('Failed to hydrate rows: 21')]);
    expect(await collect(api.offers.blockAffiliate(3, 20))).toEqual([true]);
    expect(await collect(api.offers.unblockAffiliate(3, 20))).toEqual([true]);
    expect(await failureOf(api.offers.blockAffiliate(3, 21))).toMatchObject({ message: 'Failed to hydrate rows: 21' });
    expect(lines().slice(0, 2)).toEqual([
      'Offer.blockAffiliate?id=3&affiliate_id=20',
      'Offer.unblockAffiliate?id=3&affiliate_id=20',
    ]);
  });

  it('sets an approval: emits it (row 63), true or an id (row 64), by setAffiliateApproval (row 106)', async () => {
    const { api, lines } = await recordedApi([approval, true, '251']);
    const { setAffiliateApprovalStatus } = api.offers;
    const [first] = await collect(setAffiliateApprovalStatus(19, 20, 'approved'));
    expect(first).toBeInstanceOf(AffiliateOffer);
    expect(String(first)).toBe('AffiliateOffer: approved');
    expect(await collect(setAffiliateApprovalStatus(19, 20, 'approved'))).toEqual([true]);
    expect(await collect(setAffiliateApprovalStatus(19, 20, 'approved'))).toEqual(['251']);
    expect(lines()[0]).toBe('Offer.setAffiliateApproval?id=19&affiliate_id=20&status=approved');
  });

  it('refuses an approval without a status', async () => {
    const { api, calls } = await recordedApi([true]);
    for (const status of [undefined, null, '', 1])
      expect(await failureOf(api.offers.setAffiliateApprovalStatus(19, 20, status as never))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });

  it('emits the status of an approval, or null (rows 67, 107)', async () => {
    const { api, lines } = await recordedApi(['approved', null]);
    expect(await collect(api.offers.getAffiliateApprovalStatus(3, 20))).toEqual(['approved']);
    expect(await collect(api.offers.getAffiliateApprovalStatus(3, 20))).toEqual([null]);
    expect(lines()[0]).toBe('Offer.getAffiliateApprovalStatus?id=3&affiliate_id=20');
  });

  it('emits ids of affiliates as strings (rows 66, 108)', async () => {
    const { api, lines } = await recordedApi([['20', 22], [], null]);
    expect(await collect(api.offers.getBlockedAffiliateIds(3))).toEqual(['20', '22']);
    expect(await collect(api.offers.getApprovedAffiliateIds(3))).toEqual([]);
    expect(await collect(api.offers.getUnapprovedAffiliateIds(3))).toEqual([]);
    expect(lines()).toEqual([
      'Offer.getBlockedAffiliateIds?id=3',
      'Offer.getApprovedAffiliateIds?id=3',
      'Offer.getUnapprovedAffiliateIds?id=3',
    ]);
  });

  it('emits a tracking link as it came (row 68), short on demand (rows 109, 110)', async () => {
    const link = { affiliate_id: '2', offer_id: 472, click_url: 'http://t.example.com/SHk', impression_pixel: '<img>' };
    const { api, lines } = await recordedApi([link]);
    const params = { file_id: 3, aff_sub: 'a b' };
    expect(await collect(api.offers.generateTrackingLink(1, 2, { params }))).toEqual([link]);
    await collect(api.offers.generateTrackingLink(1, 2, { tinyUrl: true }));
    expect(lines()).toEqual([
      'Offer.generateTrackingLink?offer_id=1&affiliate_id=2&options[tiny_url]=0&params[file_id]=3&params[aff_sub]=a b',
      'Offer.generateTrackingLink?offer_id=1&affiliate_id=2&options[tiny_url]=1',
    ]);
  });

  it('refuses options of a link that it does not know', async () => {
    const { api, calls } = await recordedApi([{}]);
    for (const wrong of [null, { tiny_url: true }, { tinyUrl: 'yes' }, { params: 'a=b' }])
      expect(await failureOf(api.offers.generateTrackingLink(1, 2, wrong as never))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });

  it('emits files with creative codes, of the shape without a page (rows 57, 111), further pages too', async () => {
    const page = (id: string) => ({
      current: 0,
      count: 2,
      pageCount: 2,
      data: { [id]: { OfferFile: { id }, CreativeCode: `code ${id}` } },
    });
    const { api, lines } = await recordedApi([page('9'), page('12')]);
    const files = await collect(api.offers.getOfferFilesWithCreativeCode(1, 2));
    expect(files.map(({ id, creativeCode }) => [id, creativeCode])).toEqual([
      ['9', 'code 9'],
      ['12', 'code 12'],
    ]);
    expect(lines()).toEqual([
      'Offer.getOfferFilesWithCreativeCode?affiliate_id=2&offer_id=1',
      'Offer.getOfferFilesWithCreativeCode?affiliate_id=2&offer_id=1&page=2',
    ]);
  });

  it('emits approvals with their affiliates; null means none (row 112)', async () => {
    const data = { 250: { AffiliateOffer: approval, Affiliate: { id: '20', company: 'x' } } };
    const { api, lines } = await recordedApi([{ page: 1, current: 0, count: 1, pageCount: 1, data }, null]);
    const query = { filters: { offer_id: 19 }, sort: '-id', contain: ['Affiliate'] } as const;
    const [found] = await collect(api.offers.findAllAffiliateApprovals(query));
    expect(found).toBeInstanceOf(AffiliateOffer);
    expect(found?.related('Affiliate').map(String)).toEqual(['Affiliate: 20']);
    expect(await collect(api.offers.findAllAffiliateApprovals())).toEqual([]);
    expect(lines()[0]).toBe(
      'Offer.findAllAffiliateApprovals?filters[offer_id]=19&sort[AffiliateOffer.id]=desc&limit=500&page=1&contain[]=Affiliate',
    );
  });
});
