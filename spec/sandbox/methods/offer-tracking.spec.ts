import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox } from '../../support/sandbox-call.js';

const link = async (params: Record<string, string>): Promise<unknown> =>
  dataOf(await openSandbox(), 'Offer.generateTrackingLink', { offer_id: '1', affiliate_id: '2', ...params });

describe('generateTrackingLink', () => {
  it('gives the offer id as a number, the parameters in the link (rows 68 and 109)', async () => {
    expect(await link({ 'options[tiny_url]': '0', 'params[file_id]': '3', 'params[aff_sub]': 'a b' })).toEqual({
      affiliate_id: '2',
      offer_id: 1,
      click_url: 'http://track.example.com/aff_c?offer_id=1&aff_id=2&file_id=3&aff_sub=a+b',
      impression_pixel:
        '<img src="http://track.example.com/aff_i?offer_id=1&aff_id=2&file_id=3&aff_sub=a+b" width="1" height="1" />',
    });
  });

  it('is short when it is asked to be (row 110)', async () => {
    expect(await link({ 'options[tiny_url]': '1' })).toMatchObject({
      click_url: expect.stringMatching(/^http:\/\/track\.example\.com\/\w{4}$/) as string,
    });
  });
});
