import { firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Country, Model, Offer, OfferFile } from 'rxoffers';
import { recordedApi, Text } from '../../support/recorded-api.js';

/** The offer that a reply with this row gives. */
const offerOf = async (row: unknown): Promise<Offer> => {
  const { api } = await recordedApi([row]);
  return (await firstValueFrom(api.offers.findById(1))) as Offer;
};

/** The related rows of an offer, as a reply contains them under a name. */
const relatedIn = async (name: string, value: unknown): Promise<unknown[]> => {
  const row =
    value instanceof Text
      ? new Text(`{"Offer":{"id":"1"},"${name}":${value.data}}`)
      : { Offer: { id: '1' }, [name]: value };
  const related: readonly unknown[] = (await offerOf(row)).related(name);
  return related.map((item) => (item instanceof Model ? item.toObject() : item));
};

describe('the row of a reply', () => {
  it.each<[string, unknown, unknown]>([
    ['wrapped in the name of the model', { Offer: { id: '1' } }, { id: '1' }],
    ['not wrapped', { id: '1', name: 'x' }, { id: '1', name: 'x' }],
    [
      'not wrapped, with lists and objects among its fields',
      { id: '1', access: ['a'], Country: { ES: {} } },
      { id: '1', access: ['a'], Country: { ES: {} } },
    ],
    [
      'wrapped, with an object among its fields',
      { Offer: { id: '1', Country: { ES: {} } } },
      { id: '1', Country: { ES: {} } },
    ],
    ['wrapped in a model that has no class', { OfferDraft: { id: '1' } }, { id: '1' }],
    ['with a field in capitals', { ABC: { a: '1' } }, { ABC: { a: '1' } }],
    ['with an underscore in the name of a field', { SHARED_Offers_id: { a: '1' } }, { SHARED_Offers_id: { a: '1' } }],
    ['with a field that is an object', { name: { a: '1' } }, { name: { a: '1' } }],
    ['with null in place of its fields', { Offer: null, Country: {} }, { Offer: null, Country: {} }],
  ])('becomes an offer when it is %s', async (_, row, fields) => {
    const offer = await offerOf(row);
    expect(offer).toBeInstanceOf(Offer);
    expect(offer.toObject()).toEqual(fields);
    expect(offer.related('Country')).toEqual([]);
  });

  it('becomes a model of its own name, if that has a class', async () => {
    const file: unknown = await offerOf({ OfferFile: { id: '9' }, CreativeCode: 'x' });
    expect(file).toBeInstanceOf(OfferFile);
    expect((file as OfferFile).related('CreativeCode')).toEqual(['x']);
  });

  it('keeps a key called __proto__ as data', async () => {
    const offer = await offerOf(new Text('{"Offer":{"id":"1","__proto__":{"x":1}},"__proto__":{"id":"2"}}'));
    expect(Object.keys(offer.toObject())).toEqual(['id', '__proto__']);
    expect(offer.related('__proto__').map(String)).toEqual(['__proto__: 2']);
    expect('x' in offer).toBe(false);
  });

  it('stays a plain value where it is not a row', async () => {
    const { api } = await recordedApi([true, '250']);
    expect(await firstValueFrom(api.call('Offer', 'update', { id: 1, data: {} }))).toBe(true);
    expect(await firstValueFrom(api.call('Offer', 'update', { id: 1, data: {} }))).toBe('250');
  });
});

describe('a related row', () => {
  const spain = { id: '724', code: 'ES', regions: [] };
  const russia = { id: '643', code: 'RU', regions: [] };

  it('becomes a model of its class, or a plain model of an unknown name', async () => {
    const offer = await offerOf({
      Country: { ES: spain },
      Offer: { id: '1' },
      Hostname: { id: '4', domain: 'x' },
      constructor: { id: '5' },
    });
    expect(offer.related('Country')[0]).toBeInstanceOf(Country);
    const [hostname] = offer.related('Hostname');
    expect(hostname).toBeInstanceOf(Model);
    expect(String(hostname)).toBe('Hostname: 4');
    expect((hostname as Model).equals(offer.related('Hostname')[0])).toBe(true);
    expect((hostname as Model).equals(offer.related('constructor')[0])).toBe(false);
    expect(offer.related('constructor').map(String)).toEqual(['constructor: 5']);
  });

  it.each<[string, string, unknown, unknown[]]>([
    ['its fields', 'Advertiser', { id: '2', company: 'x' }, [{ id: '2', company: 'x' }]],
    ['its fields, an object among them', 'Affiliate', { id: '2', meta: { a: '1' } }, [{ id: '2', meta: { a: '1' } }]],
    [
      'its fields, lists among them',
      'Country',
      { id: '724', regions: [], access: ['a'] },
      [{ id: '724', regions: [], access: ['a'] }],
    ],
    ['one row keyed by its code', 'Country', { ES: spain }, [spain]],
    ['several rows keyed by their codes, in their order', 'Country', { RU: russia, ES: spain }, [russia, spain]],
    [
      'rows keyed by their ids, in their order',
      'Goal',
      new Text('{"12":{"id":"12"},"3":{"id":"3"}}'),
      [{ id: '12' }, { id: '3' }],
    ],
    ['keyed rows in their wrappers', 'Goal', { 12: { Goal: { id: '12' } } }, [{ id: '12' }]],
    ['a list, wrapped or not', 'Country', [{ Country: spain }, russia], [spain, russia]],
    ['a plain string', 'CreativeCode', 'http://www.example.com', ['http://www.example.com']],
  ])('may come as %s', async (_, name, value, rows) => {
    expect(await relatedIn(name, value)).toEqual(rows);
  });

  it.each([[[]], [null], [''], [{}]])('is none for %j', async (empty) => {
    expect(await relatedIn('Country', empty)).toEqual([]);
  });
});
