import { describe, expect, it } from 'vitest';
import type { Sandbox } from 'rxoffers/sandbox';
import { dataOf, openSandbox, refusalOf, urlOf } from '../../support/sandbox-call.js';

const pair = { id: '1', affiliate_id: '2' };

describe('blocking an affiliate', () => {
  it('can be undone', async () => {
    const sandbox = await openSandbox();
    const blocked = () => dataOf(sandbox, 'Offer.getBlockedAffiliateIds', { id: '1' });
    expect(await blocked()).toEqual([]);
    for (const affiliate_id of ['2', '3', '2'])
      expect(await dataOf(sandbox, 'Offer.blockAffiliate', { id: '1', affiliate_id })).toBe(true);
    expect(await blocked()).toEqual(['2', '3']);
    expect(await dataOf(sandbox, 'Offer.unblockAffiliate', pair)).toBe(true);
    expect(await blocked()).toEqual(['3']);
  });

  it('is refused for an affiliate that does not exist', async () => {
    const sandbox = await openSandbox({ affiliates: 20 });
    const refusal = await refusalOf(sandbox, 'Offer.blockAffiliate', { id: '1', affiliate_id: '21' });
    expect(refusal).toBe('Failed to hydrate rows: 21');
  });
});

describe('approving an affiliate', () => {
  it('gives the bare row the first time and true after that', async () => {
    const sandbox = await openSandbox({ approvals: 0 });
    expect(await dataOf(sandbox, 'Offer.getAffiliateApprovalStatus', pair)).toBeNull();
    expect(await dataOf(sandbox, 'Offer.setAffiliateApproval', { ...pair, status: 'pending' })).toMatchObject({
      ...{ id: '1', affiliate_id: '2', offer_id: '1', approval_status: 'pending' },
    });
    expect(await dataOf(sandbox, 'Offer.getUnapprovedAffiliateIds', { id: '1' })).toEqual(['2']);
    expect(await dataOf(sandbox, 'Offer.setAffiliateApproval', { ...pair, status: 'approved' })).toBe(true);
    expect(await dataOf(sandbox, 'Offer.getAffiliateApprovalStatus', pair)).toBe('approved');
    expect(await dataOf(sandbox, 'Offer.getApprovedAffiliateIds', { id: '1' })).toEqual(['2']);
    expect(await dataOf(sandbox, 'Offer.getUnapprovedAffiliateIds', { id: '1' })).toEqual([]);
  });

  it('is refused for an unknown status', async () => {
    const refusal = await refusalOf(await openSandbox(), 'Offer.setAffiliateApproval', { ...pair, status: 'x' });
    expect(refusal).toBe('Status must be one of: approved, pending, rejected');
  });

  it('is listed with affiliate and offer; an empty list is null', async () => {
    const sandbox = await openSandbox({ approvals: 0 });
    const list = (params: Record<string, string>) => dataOf(sandbox, 'Offer.findAllAffiliateApprovals', params);
    expect(await list({})).toBeNull();
    sandbox.tables.AffiliateOffer.insert({ offer_id: '1', affiliate_id: '2', approval_status: 'approved' });
    const row = {
      AffiliateOffer: { offer_id: '1' },
      Affiliate: { id: '2', fraud_profile_score: null },
      Offer: { id: '1', cookie_hours: '24' },
    };
    expect(await list({ 'filters[offer_id]': '1' })).toMatchObject({ 1: row });
    expect(await list({ limit: '5' })).toMatchObject({ page: 1, count: 1, pageCount: 1, data: { 1: row } });
    sandbox.tables.AffiliateOffer.insert({ offer_id: '999', affiliate_id: '999' });
    expect(await list({ 'filters[id]': '2' })).toMatchObject({ 2: { Affiliate: null, Offer: null } });
  });
});

describe('the countries of an offer', () => {
  it('are added by code and come as a list', async () => {
    const sandbox = await openSandbox();
    const id = (await dataOf(sandbox, 'Offer.create', { 'data[name]': 'x', return_object: '0' })) as string;
    expect(await dataOf(sandbox, 'Offer.getTargetCountries', { id })).toEqual([]);
    expect(await dataOf(sandbox, 'Offer.addTargetCountry', { id, country_code: 'CZ' })).toBe(true);
    expect(await dataOf(sandbox, 'Offer.getTargetCountries', { id })).toEqual([
      { Country: { id: '203', code: 'CZ', name: 'czech republic', regions: [] } },
    ]);
  });

  it('are refused when the code is unknown', async () => {
    const refusal = await refusalOf(await openSandbox(), 'Offer.addTargetCountry', { id: '1', country_code: 'XX' });
    expect(refusal).toBe("Country 'XX' is not valid.");
  });
});

describe('the categories of an offer', () => {
  it('are added by id and come as a list, ascending, with text for a count and a number for 0', async () => {
    const sandbox = await openSandbox({ offers: 0 });
    sandbox.tables.Offer.insert({ name: 'x' });
    for (const category_id of ['5', '2']) await dataOf(sandbox, 'Offer.addCategory', { id: '1', category_id });
    expect(await dataOf(sandbox, 'Offer.getCategories', { id: '1' })).toMatchObject([
      { OfferCategory: { id: '2', offer_count: '1' } },
      { OfferCategory: { id: '5', offer_count: '1' } },
    ]);
    expect(await dataOf(sandbox, 'Application.findAllOfferCategories', { 'filters[id]': ['2', '3'] })).toMatchObject({
      ...{ 2: { OfferCategory: { offer_count: '1' } }, 3: { OfferCategory: { offer_count: 0 } } },
    });
    sandbox.tables.OfferCategory.remove(2);
    expect(await dataOf(sandbox, 'Offer.getCategories', { id: '1' })).toMatchObject([{ OfferCategory: { id: '5' } }]);
  });

  it('are refused with a negative id', async () => {
    const refusal = await refusalOf(await openSandbox(), 'Offer.addCategory', { id: '1', category_id: '-1' });
    expect(refusal).toBe('Row id is negative');
  });
});

describe('the categories of the network', () => {
  it('are listed by id, with the number of their offers', async () => {
    const sandbox = await openSandbox({ categories: 2, offers: 30 });
    const data = await dataOf(sandbox, 'Application.findAllOfferCategories');
    const rows = Object.values(data as Record<string, { OfferCategory: { id: string; offer_count: string } }>);
    expect(rows.map(({ OfferCategory }) => OfferCategory.id)).toEqual(['1', '2']);
    expect(rows.reduce((sum, { OfferCategory }) => sum + Number(OfferCategory.offer_count), 0)).toBe(30);
    const params = { 'sort[OfferCategory.name]': 'asc', limit: '1', fields: ['name'] };
    expect(await dataOf(sandbox, 'Application.findAllOfferCategories', params)).toMatchObject({
      count: 2,
      pageCount: 2,
    });
  });

  it('list the ids of their offers', async () => {
    const sandbox = await openSandbox({ offers: 0 });
    for (const id of ['438', '12']) {
      sandbox.tables.Offer.insert({ id });
      await dataOf(sandbox, 'Offer.addCategory', { id, category_id: '3' });
    }
    expect(await dataOf(sandbox, 'Application.findAllOfferCategoryOfferIds', { id: '3' })).toEqual(['12', '438']);
  });

  it('are updated; the reply is only true', async () => {
    const sandbox = await openSandbox({ now: () => 1e12 });
    const params = { id: '1', 'data[status]': 'deleted' };
    expect(await dataOf(sandbox, 'Application.updateOfferCategory', params)).toBe(true);
    expect(sandbox.tables.OfferCategory.get(1)).toMatchObject({
      ...{ status: 'deleted', date_updated: '2001-09-09 01:46:40' },
    });
  });
});

describe('a tracking link', () => {
  const link = async (params: Record<string, string>): Promise<unknown> =>
    dataOf(await openSandbox(), 'Offer.generateTrackingLink', { offer_id: '1', affiliate_id: '2', ...params });

  it('has the parameters in it; its offer id is a number', async () => {
    const query = 'offer_id=1&aff_id=2&file_id=3&aff_sub=a+b';
    const params = { 'options[tiny_url]': '0', 'params[file_id]': '3', 'params[aff_sub]': 'a b', 'params[x][]': 'y' };
    expect(await link(params)).toEqual({
      affiliate_id: '2',
      offer_id: 1,
      click_url: `http://track.example.com/aff_c?${query}`,
      impression_pixel: `<img src="http://track.example.com/aff_i?${query}" width="1" height="1" />`,
    });
  });

  it('is short on request', async () => {
    expect(await link({ 'options[tiny_url]': '1' })).toMatchObject({
      click_url: expect.stringMatching(/^http:\/\/track\.example\.com\/\w{4}$/) as string,
    });
  });
});

/** The header of a PNG of this size. */
const png = (width: number, height: number) => {
  const bytes = Buffer.alloc(33);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
};

/** The header of a JPEG, with a table before the frame as in every real file. */
const jpeg = (width: number, height: number) => {
  const bytes = Buffer.from('ffd8ffe000040000ffc00011080000000003', 'hex');
  bytes.writeUInt16BE(height, 13);
  bytes.writeUInt16BE(width, 15);
  return bytes;
};

const GIF = Buffer.from('474946383961400120030000', 'hex');

describe('the creatives of an offer', () => {
  const fields = { 'data[display]': 'B', 'data[type]': 'offer thumbnail', 'data[offer_id]': '43', 'data[width]': '1' };

  const upload = async (
    sandbox: Sandbox,
    params: Record<string, string>,
    bytes: Buffer<ArrayBuffer> = GIF,
  ): Promise<unknown> => {
    const form = new FormData();
    form.append('banner.gif', new Blob([bytes]), 'banner.gif');
    const reply = await fetch(urlOf(sandbox, 'OfferFile.create', params), { method: 'POST', body: form });
    return ((await reply.json()) as { response: { data: unknown } }).response.data;
  };

  it('are created from a file, whose size and dimensions are measured', async () => {
    const sandbox = await openSandbox();
    expect(await upload(sandbox, { ...fields, 'data[filename]': 'x.gif' })).toMatchObject({
      OfferFile: { id: '41', offer_id: '43', filename: 'x.gif', size: '12', width: '320', height: '800' },
    });
    expect(sandbox.requests[0]?.files).toEqual([{ name: 'banner.gif', filename: 'banner.gif', bytes: GIF }]);
  });

  it('have the dimensions of a PNG or a JPEG', async () => {
    const sandbox = await openSandbox();
    expect(await upload(sandbox, fields, png(640, 480))).toMatchObject({ OfferFile: { width: '640', height: '480' } });
    expect(await upload(sandbox, fields, jpeg(300, 250))).toMatchObject({ OfferFile: { width: '300', height: '250' } });
  });

  it.each(['', '89', '8950', 'ffd8', 'ffd8ff', 'ffd8ffe00004', '47494638', '504b0304', 'ffd8ffe0000400000000000000'])(
    'keep the dimensions given for the bytes %s, which are no image',
    async (hex) => {
      const bytes = Buffer.from(hex, 'hex');
      expect(await upload(await openSandbox(), fields, bytes)).toMatchObject({
        OfferFile: { filename: 'banner.gif', size: String(bytes.length), width: '1', height: null },
      });
    },
  );

  it("take the name as TUNE's own script sends it, and answer with the id on request", async () => {
    const sandbox = await openSandbox();
    expect(await upload(sandbox, { ...fields, 'data[file][name]': 'y.gif', return_object: '0' })).toBe('41');
    expect(sandbox.tables.OfferFile.get(41)?.['filename']).toBe('y.gif');
  });

  it('need no file for a text, and one for a picture', async () => {
    const sandbox = await openSandbox();
    const text = { 'data[display]': 'T', 'data[type]': 'text ad', 'data[code]': 'http://www.example.com' };
    expect(await dataOf(sandbox, 'OfferFile.create', text)).toMatchObject({
      OfferFile: { type: 'text ad', size: '0' },
    });
    const refusal = (params: Record<string, string>) => refusalOf(sandbox, 'OfferFile.create', params);
    expect(await refusal(fields)).toBe('Could not create offer file.');
    expect(await refusal({ ...fields, 'data[type]': 'x' })).toBe('Could not create offer file.');
    expect(await refusal({})).toBe('Missing required argument: data');
  });

  it('are listed with their code in a wrapper without a page', async () => {
    const sandbox = await openSandbox({ offerFiles: 0 });
    const list = () => dataOf(sandbox, 'Offer.getOfferFilesWithCreativeCode', { offer_id: '1', affiliate_id: '2' });
    expect(await list()).toEqual({ current: 0, count: 0, pageCount: 0, data: [] });
    const text = sandbox.tables.OfferFile.insert({ offer_id: '1', type: 'text ad', code: 'http://www.example.com' });
    const banner = sandbox.tables.OfferFile.insert({ offer_id: '1', type: 'hidden' });
    sandbox.tables.OfferFile.insert({ offer_id: '2', type: 'hidden' });
    const link = 'http://track.example.com/aff_f?offer_id=1&aff_id=2&file_id=2';
    expect(await list()).toEqual({
      ...{ current: 0, count: 2, pageCount: 1 },
      data: {
        1: { OfferFile: text, CreativeCode: 'http://www.example.com' },
        2: { OfferFile: banner, CreativeCode: link },
      },
    });
  });
});
