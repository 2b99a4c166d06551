import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HasOffers, Model, Offer, OfferFile } from 'rxoffers';
import { recordedApi } from '../../support/recorded-api.js';

type Data = ConstructorParameters<typeof Offer>[1];
type Related = ConstructorParameters<typeof Offer>[2];

const { offers, offerFiles } = new HasOffers({ networkId: 'net', networkToken: 'NETsecretToken' });
const offer = (data: Data, related?: Related): Offer => new Offer(offers, data, related);
const part = offer({ id: '7', name: 'part' });

describe('the fields of a model', () => {
  it('are own enumerable properties with the values of the reply', () => {
    const data = { id: '114', payout: '1.00000', modified: -62169966000, date: '0000-00-00 00:00:00', gone: null };
    expect({ ...offer(data) }).toEqual(data);
    expect(Object.keys(offer(data))).toEqual(Object.keys(data));
  });

  it('take precedence over relations and methods of the same name', () => {
    const data = { id: '1', part: 'field', update: 'too', toString: 'even this', related: 'r', constructor: 'c' };
    const model: unknown = offer(data, new Map([['Part', [part]]]));
    expect(model).toMatchObject({ part: 'field' });
    expect({ ...(model as object) }).toEqual(data);
    expect(Model.prototype.related.call(model as Model, 'Part')).toEqual([part]);
    expect(Offer.prototype.update).toBeTypeOf('function');
    expect(`${model as string}`).toBe('Offer: 1');
  });

  it('may be called __proto__', () => {
    const model = offer(JSON.parse('{"id":"1","__proto__":{"polluted":true}}') as Data);
    expect('polluted' in model).toBe(false);
    expect(Object.getPrototypeOf(model)).toBe(Offer.prototype);
    expect(Object.keys(model.toObject())).toEqual(['id', '__proto__']);
    expect(JSON.stringify(model)).toBe('{"id":"1","__proto__":{"polluted":true}}');
  });

  it('are all there, whatever their names', () => {
    const anyName = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'toJSON', 'id', 'update', 'valueOf', 'related'));
    fc.assert(
      fc.property(fc.uniqueArray(anyName, { maxLength: 8 }), (names) => {
        const data = Object.fromEntries(names.map((name, index) => [name, `v${index}`]));
        const model = offer(data) as Model;
        expect(Object.entries(Model.prototype.toObject.call(model))).toEqual(Object.entries(data));
        expect(Object.entries(model)).toEqual(Object.entries(data));
      }),
    );
  });

  it('are all that toObject() and JSON have, with the changes made since', () => {
    const model = offer({ id: '1', name: 'a' }, new Map([['Part', [part]]]));
    model.name = 'b';
    expect(model.toObject()).toEqual({ id: '1', name: 'b' });
    expect(model.toJSON()).toEqual({ id: '1', name: 'b' });
  });

  it('are written to JSON as plain objects, also Maps at any depth', () => {
    const inner = new Map([['1', 'x']]);
    const model = offer({
      id: '1',
      map: new Map([['2', [inner]]]),
      object: { inner },
      proto: new Map([['__proto__', 'x']]),
    });
    const json = '{"id":"1","map":{"2":[{"1":"x"}]},"object":{"inner":{"1":"x"}},"proto":{"__proto__":"x"}}';
    expect(JSON.stringify(model)).toBe(json);
  });
});

describe('the relations of a model', () => {
  const model = offer(
    { id: '1', name: 'x' },
    new Map([
      ['Part', [part]],
      ['Parts', [part, part]],
      ['Missing', []],
      ['CreativeCode', ['http://code']],
      ['Update', [part]],
    ]),
  );

  it('are properties that do not spread: one model, an array of several, or null for none', () => {
    const { part: one, parts, missing, creativeCode } = model as unknown as Record<string, unknown>;
    expect([one, parts, missing, creativeCode]).toEqual([part, [part, part], null, 'http://code']);
    expect(Object.keys(model)).toEqual(['id', 'name']);
    expect(JSON.stringify(model)).toBe('{"id":"1","name":"x"}');
  });

  it('are arrays from related(), whatever their names', () => {
    expect(model.related('Part')).toEqual([part]);
    expect(model.related('Update')).toEqual([part]);
    expect(model.update).toBeTypeOf('function');
    expect(model.related('constructor')).toEqual([]);
  });
});

describe('a model', () => {
  it.each<[string, unknown, boolean]>([
    ['a row of its model with the same id', offer({ id: '1', name: 'b' }), true],
    ['the same id as a number', offer({ id: 1 }), false],
    ['a row of another model', new OfferFile(offerFiles, { id: '1' }), false],
    ['a plain object', { id: '1' }, false],
    ['nothing', undefined, false],
  ])('equals %s: %3$s', (_, other, expected) => {
    expect(offer({ id: '1', name: 'a' }).equals(other)).toBe(expected);
  });

  it('equals only itself without an id', () => {
    const nameless = offer({ name: 'a' });
    expect(nameless.equals(nameless)).toBe(true);
    expect(nameless.equals(offer({ name: 'a' }))).toBe(false);
    expect(offer({ id: null }).equals(offer({ id: null }))).toBe(false);
  });

  it.each<[Data, string]>([
    [{ id: '1', name: 'Test' }, 'Offer: Test'],
    [{ id: '1' }, 'Offer: 1'],
    [{ id: '1', name: null }, 'Offer: 1'],
    [{ name: { a: 'b' } }, 'Offer: {"a":"b"}'],
  ])('with %j is the text %s', (data, text) => {
    expect(String(offer(data))).toBe(text);
  });

  it('shows its name, fields and relations when it is inspected, and nothing of its manager', () => {
    const model = offer({ id: '1' }, new Map([['Part', [part]]]));
    expect(inspect(model)).toMatch(/^Offer \{ id: '1', Part: \[ Offer/);
    expect(inspect(model, { depth: null })).toContain("name: 'part'");
    expect(inspect(model, { showHidden: true, depth: 10 })).not.toContain('secret');
    expect(inspect({ a: { b: { c: model } } })).toContain('[Offer]');
  });

  it('calls the methods of its manager with its id', async () => {
    const { api, lines } = await recordedApi([true]);
    await new Promise<void>((resolve) => {
      new Offer(api.offers, { id: '7' }).addTargetCountry('ES').subscribe({ complete: resolve });
    });
    expect(lines()).toEqual(['Offer.addTargetCountry?id=7&country_code=ES']);
  });
});
