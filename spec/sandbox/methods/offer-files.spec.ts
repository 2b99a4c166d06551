import { describe, expect, it } from 'vitest';
import type { Sandbox } from 'rxoffers/sandbox';
import { dataOf, openSandbox, refusalOf, urlOf } from '../../support/sandbox-call.js';

const GIF = Buffer.from('474946383961400120030000', 'hex');

const upload = async (sandbox: Sandbox, params: Record<string, string>, bytes = GIF): Promise<unknown> => {
  const form = new FormData();
  form.append('banner.gif', new Blob([bytes]), 'banner.gif');
  const reply = await fetch(urlOf(sandbox, 'OfferFile.create', params), { method: 'POST', body: form });
  return ((await reply.json()) as { response: { data: unknown } }).response.data;
};

const asked = { 'data[display]': 'B', 'data[type]': 'offer thumbnail', 'data[offer_id]': '43', 'data[width]': '1' };

describe('OfferFile.create', () => {
  it('takes its parameters from the query and measures the file itself (rows 135 and 138)', async () => {
    const sandbox = await openSandbox();
    expect(await upload(sandbox, { ...asked, 'data[filename]': 'x.gif' })).toMatchObject({
      OfferFile: { id: '41', offer_id: '43', filename: 'x.gif', size: '12', width: '320', height: '800' },
    });
    expect(sandbox.requests[0]?.files).toEqual([{ name: 'banner.gif', filename: 'banner.gif', bytes: GIF }]);
  });

  it('keeps the dimensions given for what is no picture', async () => {
    expect(await upload(await openSandbox(), asked, Buffer.from('plain'))).toMatchObject({
      OfferFile: { filename: 'banner.gif', size: '5', width: '1', height: null },
    });
  });

  it("takes the name as TUNE's own script sends it, and gives only the id when that is wanted", async () => {
    const sandbox = await openSandbox();
    expect(await upload(sandbox, { ...asked, 'data[file][name]': 'y.gif', return_object: '0' })).toBe('41');
    expect(sandbox.tables.OfferFile.get(41)?.['filename']).toBe('y.gif');
  });

  it('needs no file for a text, and one for a picture', async () => {
    const sandbox = await openSandbox();
    const text = { 'data[display]': 'T', 'data[type]': 'text ad', 'data[code]': 'http://www.example.com' };
    expect(await dataOf(sandbox, 'OfferFile.create', text)).toMatchObject({
      OfferFile: { type: 'text ad', size: '0' },
    });
    expect(await refusalOf(sandbox, 'OfferFile.create', asked)).toBe('Could not create offer file.');
    expect(await refusalOf(sandbox, 'OfferFile.create', { ...asked, 'data[type]': 'x' })).toBe(
      'Could not create offer file.',
    );
  });
});

describe('getOfferFilesWithCreativeCode', () => {
  it('has counts but no page (rows 57, 94 and 111)', async () => {
    const sandbox = await openSandbox({ offerFiles: 0 });
    const params = { offer_id: '1', affiliate_id: '2' };
    const none = { current: 0, count: 0, pageCount: 0, data: [] };
    expect(await dataOf(sandbox, 'Offer.getOfferFilesWithCreativeCode', params)).toEqual(none);
    const row = sandbox.tables.OfferFile.insert({ offer_id: '1', type: 'text ad', code: 'http://www.example.com' });
    expect(await dataOf(sandbox, 'Offer.getOfferFilesWithCreativeCode', params)).toEqual({
      ...{ current: 0, count: 1, pageCount: 1 },
      data: { 1: { OfferFile: row, CreativeCode: 'http://www.example.com' } },
    });
  });
});
