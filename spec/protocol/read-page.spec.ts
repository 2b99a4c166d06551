import { describe, expect, it } from 'vitest';
import type { Decoded } from '../../lib/protocol/decoded.js';
import { parseOrdered } from '../../lib/protocol/ordered-json.js';
import { parsePage } from '../../lib/protocol/page-shape.js';

const page = (json: string, model?: string) => parsePage(parseOrdered(json, { maxDepth: 64 }), model);

const unpaginated = (rows: readonly Decoded[]) => ({
  paginated: false,
  page: undefined,
  pageCount: undefined,
  count: undefined,
  rows,
});

const offer = (id: string): Decoded => ({ Offer: { id } });

describe('readPage', () => {
  it('row 51: null has no rows', () => {
    expect(page('null')).toEqual(unpaginated([]));
  });

  it('row 52: [] has no rows', () => {
    expect(page('[]')).toEqual(unpaginated([]));
  });

  it('row 53: an empty page has no rows', () => {
    expect(page('{"page":1,"current":0,"count":0,"pageCount":0,"data":[]}')).toEqual({
      paginated: true,
      page: 1,
      pageCount: 0,
      count: 0,
      rows: [],
    });
  });

  it.each<[string, Decoded[]]>([
    ['true', [true]],
    ['7', [7]],
    ['0', [0]],
    ['"homepage"', ['homepage']],
    ['"page"', ['page']],
    ['""', []],
    ['false', []],
  ])('rows 54, 55, section 2.12: looks for no page in %s', (json, rows) => {
    expect(page(json)).toEqual(unpaginated(rows));
  });

  it('rows 56, 61: reads shape A in the order of the server', () => {
    const json =
      '{"page":2,"current":0,"count":5,"pageCount":3,"data":{"114":{"Offer":{"id":"114"}},"108":{"Offer":{"id":"108"}}}}';
    expect(page(json, 'Offer')).toEqual({
      paginated: true,
      page: 2,
      pageCount: 3,
      count: 5,
      rows: [offer('114'), offer('108')],
    });
  });

  it('row 56: reads counters that are strings', () => {
    const json = '{"page":"1","current":"0","count":"2177","pageCount":"44","data":{"1":{"Offer":{"id":"1"}}}}';
    expect(page(json)).toMatchObject({ page: 1, pageCount: 44, count: 2177 });
  });

  it('row 57: reads shape B, which has no page', () => {
    const json =
      '{"current":1,"count":1,"pageCount":1,"data":{"9":{"OfferFile":{"id":"9"},"CreativeCode":"http://x"}}}';
    expect(page(json)).toEqual({
      paginated: true,
      page: undefined,
      pageCount: 1,
      count: 1,
      rows: [{ OfferFile: { id: '9' }, CreativeCode: 'http://x' }],
    });
  });

  it('rows 58, 61: reads shape C, which has no counts', () => {
    const json = '{"page":1,"current":0,"data":{"6":{"OffersTags":{"id":"6"}},"2":{"OffersTags":{"id":"2"}}}}';
    expect(page(json)).toEqual({
      paginated: true,
      page: 1,
      pageCount: undefined,
      count: undefined,
      rows: [{ OffersTags: { id: '6' } }, { OffersTags: { id: '2' } }],
    });
    expect(page('{"page":3,"current":0,"data":[]}')).toMatchObject({ paginated: true, rows: [] });
  });

  it('reads a page whose data is null', () => {
    expect(page('{"page":1,"current":0,"data":null}')).toMatchObject({ paginated: true, rows: [] });
  });

  it('rows 59, 61: reads rows keyed by id without a page; one row is a list too', () => {
    expect(page('{"9":{"Offer":{"id":"9"}},"2":{"Offer":{"id":"2"}}}', 'Offer')).toEqual(
      unpaginated([offer('9'), offer('2')]),
    );
    expect(page('{"9":{"Offer":{"id":"9"}}}', 'Offer')).toEqual(unpaginated([offer('9')]));
  });

  it('row 59: reads rows keyed by something else than ids', () => {
    const json = '{"ES":{"Country":{"code":"ES"}},"CZ":{"Country":{"code":"CZ"}}}';
    expect(page(json, 'Country').rows).toEqual([{ Country: { code: 'ES' } }, { Country: { code: 'CZ' } }]);
  });

  it('row 60: reads a list of wrapped rows', () => {
    expect(page('[{"Country":{"code":"ES"}}]', 'Country')).toEqual(unpaginated([{ Country: { code: 'ES' } }]));
  });

  it('row 66: reads lists of ids, keyed or not', () => {
    expect(page('["10","2"]').rows).toEqual(['10', '2']);
    expect(page('{"10":"10","2":"2"}').rows).toEqual(['10', '2']);
  });

  it('row 62: takes one wrapped model for a list of one', () => {
    expect(page('{"Offer":{"id":"1"},"Country":{"ES":{"id":"724"}}}', 'Offer').rows).toEqual([
      { Offer: { id: '1' }, Country: { ES: { id: '724' } } },
    ]);
  });

  it('row 63: takes one model without its wrapper for a list of one', () => {
    expect(page('{"id":"250","affiliate_id":"20","offer_id":"19"}', 'AffiliateOffer').rows).toEqual([
      { id: '250', affiliate_id: '20', offer_id: '19' },
    ]);
  });

  it('section 2.12: takes no model for a page because of a key', () => {
    for (const json of [
      '{"Offer":{"id":"1","page":"2","count":"3"}}',
      '{"page":{"Offer":{"id":"1"}},"data":{"Offer":{"id":"2"}}}',
      '{"page":"about us","data":{"x":{"id":"1"}}}',
      '{"page":1,"data":"text"}',
    ])
      expect(page(json, 'Offer').paginated).toBe(false);
  });

  it('knows a page that has sums beside its rows', () => {
    const json =
      '{"page":1,"current":1,"count":1,"pageCount":1,"data":[{"Stat":{"clicks":"2"}}],"totals":{"Stat":{"clicks":"2"}}}';
    expect(page(json, 'Stat')).toMatchObject({ paginated: true, rows: [{ Stat: { clicks: '2' } }] });
  });
});
