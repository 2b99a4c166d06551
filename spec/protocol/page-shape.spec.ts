import { describe, expect, it } from 'vitest';
import type { Decoded } from '../../lib/protocol/ordered-json.js';
import { parseOrdered } from '../../lib/protocol/ordered-json.js';
import { parsePage } from '../../lib/protocol/page-shape.js';

const parse = (json: string, model?: string) =>
  parsePage(parseOrdered(json, { maxDepth: 64, maxValues: 1_000 }), model);
const offer = (id: string): Decoded => ({ Offer: { id } });
const [spain, czechia] = ['ES', 'CZ'].map((code): Decoded => ({ Country: { code } })) as [Decoded, Decoded];

describe('a page', () => {
  it.each<[string, string, Record<string, number>, Decoded[]]>([
    [
      'with all counters, in the order of the server',
      '{"page":2,"current":0,"count":5,"pageCount":3,"data":{"114":{"Offer":{"id":"114"}},"108":{"Offer":{"id":"108"}}}}',
      { page: 2, pageCount: 3, count: 5 },
      [offer('114'), offer('108')],
    ],
    [
      'with counters that are strings',
      '{"page":"1","current":"0","count":"2177","pageCount":"44","data":{"1":{"Offer":{"id":"1"}}}}',
      { page: 1, pageCount: 44, count: 2177 },
      [offer('1')],
    ],
    [
      'without page',
      '{"current":1,"count":1,"pageCount":1,"data":{"9":{"OfferFile":{"id":"9"},"CreativeCode":"http://x"}}}',
      { pageCount: 1, count: 1 },
      [{ OfferFile: { id: '9' }, CreativeCode: 'http://x' }],
    ],
    [
      'without counts',
      '{"page":1,"current":0,"data":{"6":{"OffersTags":{"id":"6"}},"2":{"OffersTags":{"id":"2"}}}}',
      { page: 1 },
      [{ OffersTags: { id: '6' } }, { OffersTags: { id: '2' } }],
    ],
    [
      'without rows',
      '{"page":1,"current":0,"count":0,"pageCount":0,"data":[]}',
      { page: 1, pageCount: 0, count: 0 },
      [],
    ],
    ['without counts and rows', '{"page":3,"current":0,"data":[]}', { page: 3 }, []],
    ['whose data is null', '{"page":1,"current":0,"data":null}', { page: 1 }, []],
    ['whose data is an empty string', '{"page":1,"data":""}', { page: 1 }, []],
    [
      'with totals in addition to its rows',
      '{"page":1,"count":1,"pageCount":1,"data":[{"Stat":{"clicks":"2"}}],"totals":{"Stat":{"clicks":"2"}}}',
      { page: 1, pageCount: 1, count: 1 },
      [{ Stat: { clicks: '2' } }],
    ],
  ])('%s', (_, json, counters, rows) => {
    const none = { page: undefined, pageCount: undefined, count: undefined };
    expect(parse(json)).toEqual({ paginated: true, ...none, ...counters, rows });
  });
});

describe('a reply without pages', () => {
  it.each<[string, string, string | undefined, Decoded[]]>([
    ['null', 'null', undefined, []],
    ['an empty list', '[]', undefined, []],
    ['an empty string', '""', undefined, []],
    ['false', 'false', undefined, []],
    ['true', 'true', undefined, [true]],
    ['a number', '7', undefined, [7]],
    ['zero', '0', undefined, [0]],
    ['a string', '"homepage"', undefined, ['homepage']],
    ['the word page', '"page"', undefined, ['page']],
    ['rows keyed by id', '{"9":{"Offer":{"id":"9"}},"2":{"Offer":{"id":"2"}}}', 'Offer', [offer('9'), offer('2')]],
    ['one row keyed by id', '{"9":{"Offer":{"id":"9"}}}', 'Offer', [offer('9')]],
    [
      'rows keyed by something else',
      '{"ES":{"Country":{"code":"ES"}},"CZ":{"Country":{"code":"CZ"}}}',
      'Country',
      [spain, czechia],
    ],
    ['a list of rows', '[{"Country":{"code":"ES"}}]', 'Country', [spain]],
    ['a list of ids', '["10","2"]', undefined, ['10', '2']],
    ['ids keyed by id', '{"10":"10","2":"2"}', undefined, ['10', '2']],
    [
      'one wrapped model',
      '{"Offer":{"id":"1"},"Country":{"ES":{"id":"724"}}}',
      'Offer',
      [{ Offer: { id: '1' }, Country: { ES: { id: '724' } } }],
    ],
    [
      'one model without its wrapper',
      '{"id":"250","affiliate_id":"20","offer_id":"19"}',
      'AffiliateOffer',
      [{ id: '250', affiliate_id: '20', offer_id: '19' }],
    ],
    ['one model with a numeric id', '{"id":250,"name":"x"}', 'Goal', [{ id: 250, name: 'x' }]],
  ])('may be %s', (_, json, model, rows) => {
    const none = { page: undefined, pageCount: undefined, count: undefined };
    expect(parse(json, model)).toEqual({ paginated: false, ...none, rows });
  });

  it.each([
    '{"Offer":{"id":"1","page":"2","count":"3"}}',
    '{"page":{"Offer":{"id":"1"}},"data":{"Offer":{"id":"2"}}}',
    '{"page":"about us","data":{"x":{"id":"1"}}}',
    '{"page":1,"data":"text"}',
    '{"page":1,"data":{"x":{"id":"1"}},"other":{"x":{"id":"2"}}}',
  ])('may have the keys of a page: %s', (json) => {
    expect(parse(json, 'Offer').paginated).toBe(false);
  });
});
