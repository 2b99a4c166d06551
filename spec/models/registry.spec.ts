import { describe, expect, it } from 'vitest';
import type { Model } from 'rxoffers';
import { defineModel } from '../../lib/models/model.js';
import { createRegistry } from '../../lib/models/registry.js';
import { RecordModel } from '../../lib/models/model.js';

class Offer extends defineModel<object, undefined, { Country: Country }>('Offer', 'name') {}
class Country extends defineModel<object, undefined>('Country', 'code') {}

const registry = createRegistry({
  Offer: { create: (data, related) => new Offer(undefined, data, related) },
  Country: { create: (data, related) => new Country(undefined, data, related) },
});
const read = (name: string, row: Parameters<typeof registry.read>[1]): Model => registry.read(name, row) as Model;

describe('a registry', () => {
  it('makes a model of a row, wrapped (row 62) or bare (row 63)', () => {
    for (const row of [{ Offer: { id: '1' } }, { id: '1' }]) {
      const offer = read('Offer', row);
      expect(offer).toBeInstanceOf(Offer);
      expect(offer.toObject()).toEqual({ id: '1' });
    }
  });

  it('leaves what is no row as it is (rows 54, 55, 64)', () => {
    for (const value of [true, false, null, '', 0, '250']) expect(registry.read('Offer', value)).toBe(value);
  });

  it('makes models of what is contained', () => {
    const offer = read('Offer', { Offer: { id: '1' }, Country: { ES: { id: '724', code: 'ES' } } });
    expect(offer.related('Country').map(String)).toEqual(['Country: ES']);
    expect(offer.related('Country')[0]).toBeInstanceOf(Country);
  });

  it('reads only what stands beside the model as relations: Country among the fields is a field', () => {
    const offer = read('Offer', { Offer: { id: '1', Country: { ES: {} } } });
    expect(offer.related('Country')).toEqual([]);
    expect(offer.toObject()).toEqual({ id: '1', Country: { ES: {} } });
  });

  it('makes a plain model of a name it does not know, never an error', () => {
    const offer = read('Offer', { Offer: { id: '1' }, Hostname: { id: '4', domain: 'x' }, constructor: { id: '5' } });
    const [hostname] = offer.related('Hostname');
    expect(hostname).toBeInstanceOf(RecordModel);
    expect(offer.related('Hostname').map(String)).toEqual(['Hostname: 4']);
    expect(offer.related('constructor').map(String)).toEqual(['constructor: 5']);
  });

  it('goes by the name a row has, should it not be the expected one', () => {
    expect(read('Affiliate_Offer', { Offer: { id: '1' } })).toBeInstanceOf(Offer);
    expect(read('Offer', { OfferDraft: { id: '1' } })).toBeInstanceOf(Offer);
  });

  it('keeps __proto__ in a reply as data', () => {
    const row = JSON.parse('{"Offer":{"id":"1","__proto__":{"x":1}},"__proto__":{"id":"2"}}') as never;
    const offer = read('Offer', row);
    expect(offer).toBeInstanceOf(Offer);
    expect(Object.keys(offer.toObject())).toEqual(['id', '__proto__']);
    expect(offer.related('__proto__').map(String)).toEqual(['__proto__: 2']);
    expect('x' in offer).toBe(false);
  });
});
