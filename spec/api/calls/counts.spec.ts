import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';

const offer = { Offer: { id: '1' } };
const page = (counters: object, data: unknown = []) => ({ page: 1, current: 1, ...counters, data });

describe('the count of a list', () => {
  it.each<[string, unknown, number]>([
    ['a number', page({ count: 7, pageCount: 7 }, { 1: offer }), 7],
    ['a text of digits', page({ count: '7', pageCount: '7' }, { 1: offer }), 7],
    ['counters without data', { count: '7' }, 7],
    ['the number of pages of one row', page({ count: null, pageCount: 3 }, { 1: offer }), 3],
    ['no rows, in one page', page({ count: null, pageCount: 1 }), 0],
    ['no rows, in no page', page({ pageCount: 0 }, null), 0],
    ['rows without counters', { 1: offer, 2: offer }, 2],
    ['rows of nothing', [null, offer], 1],
    ['null', null, 0],
    ['an empty list', [], 0],
  ])('is read from %s', async (_, data, expected) => {
    const { api } = await recordedApi([data]);
    expect(await collect(api.offers.count())).toEqual([expected]);
    expect(await collect(api.controller('Offer').findAll.count())).toEqual([expected]);
  });

  it.each<[string, unknown]>([
    ["'oops'", 'oops'],
    ['5', 5],
    ['true', true],
    ['a text under count', page({ count: 'oops', pageCount: 1 })],
    ['a count below nothing', page({ count: -3, pageCount: 1 })],
    ['a text below nothing', page({ count: '-3', pageCount: 1 })],
    ['half a row', page({ count: 1.5, pageCount: 2 })],
    ['more than numbers hold', page({ count: '9'.repeat(30), pageCount: 2 })],
    ['a list under count', page({ count: [], pageCount: 1 })],
    ['half a page', page({ pageCount: 1.5 }, { 1: offer })],
    ['text in place of rows', page({ count: null, pageCount: 1 }, 'oops')],
  ])('is never made up: %s is a ProtocolError', async (_, data) => {
    const { api } = await recordedApi([data]);
    const error = await failureOf(api.offers.count());
    expect(error).toBeInstanceOf(ProtocolError);
    expect(String(error)).toContain('Offer.count: ');
  });

  it('is not taken from pages that hold no rows: they are asked for', async () => {
    const { api } = await recordedApi([page({ pageCount: 3 })], { retries: 0 });
    expect(await failureOf(api.offers.count())).toBeInstanceOf(ProtocolError);
  });
});
