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
    expect(await firstValueFrom(api.call('Offer', 'update', { id: 1, data: { name: 'x' } }))).toBe(true);
    expect(await firstValueFrom(api.call('Offer', 'update', { id: 1, data: { name: 'x' } }))).toBe('250');
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

describe('related rows under keys', () => {
  const paypal = { affiliate_id: '2', email: 'a@example.com' };
  const check = { affiliate_id: '2', payable_to: 'A', key2: null };

  it.each<[string, unknown, unknown[]]>([
    [
      'payment methods of several kinds',
      { Paypal: paypal, Check: check },
      [
        { ...paypal, key: 'Paypal' },
        { ...check, key: 'Check' },
      ],
    ],
    ['a payment method of one kind', { Wire: { affiliate_id: '2' } }, [{ affiliate_id: '2', key: 'Wire' }]],
    ['kinds without data', { Paypal: paypal, Check: [], Wire: null }, [{ ...paypal, key: 'Paypal' }]],
    ['a field of the same name', { Paypal: { key: 'of the row' } }, [{ key: 'of the row' }]],
    ['rows under their ids', { 7: { id: '7' }, 8: { id: '8' } }, [{ id: '7' }, { id: '8' }]],
    ['rows under their codes', { ES: { id: '1', code: 'ES' } }, [{ id: '1', code: 'ES' }]],
    ['rows under an index', { 0: { name: 'a' }, 1: { name: 'b' } }, [{ name: 'a' }, { name: 'b' }]],
    ['days', { '2026-01-01': { clicks: '3' } }, [{ clicks: '3', key: '2026-01-01' }]],
    ['the name of a model', { Offer: { name: 'a' } }, [{ name: 'a' }]],
    ['the fields of one row', { affiliate_id: '2', email: null }, [{ affiliate_id: '2', email: null }]],
    ['fields that are all empty', { email: null, other: [] }, [{ email: null, other: [] }]],
  ])('keep what the key alone says: %s', async (_, value, rows) => {
    expect(await relatedIn('PaymentMethod', value)).toEqual(rows);
  });

  it('are told apart by their key, in related() and in the property', async () => {
    const { api } = await recordedApi([{ Affiliate: { id: '2' }, PaymentMethod: { Paypal: paypal, Check: check } }]);
    const affiliate = await firstValueFrom(api.controller('Affiliate').findById({ id: 2, contain: ['PaymentMethod'] }));
    expect(affiliate?.related('PaymentMethod').map(({ key }) => key)).toEqual(['Paypal', 'Check']);
    for (const method of affiliate?.related('PaymentMethod') ?? [])
      if (method.key === 'Paypal') expect(method.email).toBe('a@example.com');
    expect(JSON.stringify(affiliate?.paymentMethod)).toContain('"key":"Paypal"');
  });
});
