import { describe, expect, it } from 'vitest';
import { Offer, ProtocolError } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';

const page = (data: unknown) => ({ page: 1, current: 1, count: 3, pageCount: 1, data });
const offer = { Offer: { id: '1' } };

describe('one row that is none', () => {
  it.each<[string, unknown]>([
    ["'oops'", 'oops'],
    ['5', 5],
    ['true', true],
    ['a list', [offer]],
    ['a page', page({ 1: offer })],
    ['an empty page', page([])],
    ['a page of text', page('oops')],
    ['a text under the name of the model', { Offer: 'oops' }],
    ['a list under the name of the model', { Offer: [{ id: '1' }, { id: '2' }] }],
  ])('is a ProtocolError: %s', async (_, data) => {
    const { api } = await recordedApi([data]);
    for (const found of [api.offers.findById(1), api.controller('Offer').findById({ id: 1 })]) {
      const error = await failureOf(found);
      expect(error).toBeInstanceOf(ProtocolError);
      expect(String(error)).toContain('Offer.findById: the data should be one Offer, not ');
    }
  });

  it.each<[string, unknown]>([
    ['null', null],
    ['false', false],
    ["''", ''],
    ['[]', []],
    ['{ Offer: null }', { Offer: null }],
  ])('is "not found": %s', async (_, data) => {
    const { api } = await recordedApi([data]);
    expect(await collect(api.offers.findById(1))).toEqual([null]);
  });

  it('is not: a model, wrapped or not', async () => {
    const { api } = await recordedApi([
      { Offer: { id: '1' }, Country: [] },
      { id: '1', name: 'x' },
    ]);
    for (let turn = 0; turn < 2; turn++) expect((await collect(api.offers.findById(1)))[0]).toBeInstanceOf(Offer);
  });
});

describe('a row of a list without the fields of its model', () => {
  it.each<[string, unknown]>([
    ['a text', { 1: { Offer: 'x' } }],
    ['a number', { 1: { Offer: 5 } }],
    ['a list of models', { 1: { Offer: [{ id: '1' }, { id: '2' }] } }],
    ['a text of another model', { 1: offer, 2: { Advertiser: 'x' } }],
  ])('is a ProtocolError: %s', async (_, data) => {
    for (const answer of [data, page(data)]) {
      const { api } = await recordedApi([answer]);
      const error = await failureOf(api.offers.findAll());
      expect(error).toBeInstanceOf(ProtocolError);
      expect(String(error)).toContain('Offer.findAll: the data should be a list of Offer, not ');
    }
  });
});

describe('an id that is none', () => {
  it.each<[string, unknown]>([
    ['the counters of a page of text', page('oops')],
    ['the counters of a page of a flag', page(true)],
    ['models', { 1: offer }],
    ['a list of flags', [true]],
    ['lists', [['1']]],
  ])('is a ProtocolError: %s', async (_, data) => {
    const { api } = await recordedApi([data]);
    const error = await failureOf(api.offers.findAllIds());
    expect(error).toBeInstanceOf(ProtocolError);
    expect(String(error)).toContain('Offer.findAllIds: the data should be a list of ids, not ');
  });

  it('is not: a number or a text', async () => {
    const { api } = await recordedApi([page({ a: 1, b: '2', c: 'x' })]);
    expect(await collect(api.offers.findAllIds())).toEqual(['1', '2', 'x']);
  });
});
