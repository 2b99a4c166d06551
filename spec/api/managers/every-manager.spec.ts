import { EMPTY, Observable } from 'rxjs';
import {
  Advertiser,
  Affiliate,
  AffiliateOffer,
  AffiliateUser,
  Conversion,
  Country,
  Goal,
  type Managers,
  Model,
  Offer,
  OfferCategory,
  OfferFile,
  Tag,
  TagRelation,
} from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';

type Method = (...args: unknown[]) => Observable<unknown>;

const NAMES = [
  'advertisers',
  'affiliates',
  'affiliateUsers',
  'application',
  'conversions',
  'countries',
  'goals',
  'offers',
  'offerFiles',
  'tags',
] as const satisfies readonly (keyof Managers)[];

const methodsOf = (managers: Managers): [string, Method][] =>
  NAMES.flatMap((name) =>
    Object.entries(managers[name]).map(([method, call]): [string, Method] => [`${name}.${method}`, call as Method]),
  );

const GARBAGE: readonly unknown[] = [null, 5, '', 'x', Symbol('x'), [], { unheardOf: 1 }, new Date(), () => undefined];

describe('every method of every manager', () => {
  it('returns an Observable that sends nothing before it is subscribed to', async () => {
    const { api, calls } = await recordedApi([true]);
    const methods = methodsOf(api);
    expect(methods.length).toBeGreaterThan(60);
    for (const [name, method] of methods) expect(method(1, 2, 3), name).toBeInstanceOf(Observable);
    expect(calls).toHaveLength(0);
  });

  it('never throws: what is wrong with its arguments is an error of the stream', async () => {
    const { api, calls } = await recordedApi([true]);
    for (const [name, method] of methodsOf(api))
      for (const wrong of GARBAGE) {
        const streams = [method(wrong), method(1, wrong), method(1, 2, wrong), method(wrong, wrong, wrong, wrong)];
        for (const stream of streams) expect(stream, `${name}(${String(wrong)})`).toBeInstanceOf(Observable);
      }
    expect(calls).toHaveLength(0);
  });

  it('refuses null, a symbol or a date as its first argument, and sends nothing', async () => {
    const { api, calls } = await recordedApi([true]);
    for (const [name, method] of methodsOf(api))
      for (const wrong of [null, Symbol('x'), new Date()])
        expect(await failureOf(method(wrong)), `${name}(${String(wrong)})`).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });

  it('sends its own request for each subscription', async () => {
    const { api, calls } = await recordedApi([{ Offer: { id: '3' } }]);
    const stream = api.offers.findById(3);
    await collect(stream);
    await collect(stream);
    expect(calls).toHaveLength(2);
  });
});

describe('a shortcut of a model', () => {
  it('never throws either', async () => {
    const { api, calls } = await recordedApi([true]);
    const models = [new Offer(api.offers, {}), new Affiliate(api.affiliates, {}), new Tag(api.tags, {})];
    const accessors = new Set(['constructor', 'conversions', 'files']);
    for (const model of models) {
      const prototype = Object.getPrototypeOf(model) as Record<string, Method>;
      for (const name of Object.getOwnPropertyNames(prototype).filter((key) => !accessors.has(key))) {
        const stream = prototype[name]?.call(model, null) as Observable<unknown>;
        expect(stream, name).toBeInstanceOf(Observable);
        expect(await failureOf(stream), name).toBeInstanceOf(TypeError);
      }
    }
    expect(calls).toHaveLength(0);
  });
});

const CLASSES: [name: string, Class: new (...args: never) => Model, update?: string][] = [
  ['Advertiser', Advertiser, 'Advertiser.update?id=1&data[name]=x'],
  ['Affiliate', Affiliate, 'Affiliate.update?id=1&data[name]=x'],
  ['AffiliateReferral', Affiliate, 'Affiliate.update?id=1&data[name]=x'],
  ['AffiliateUser', AffiliateUser, 'AffiliateUser.update?id=1&data[name]=x'],
  ['AffiliateOffer', AffiliateOffer],
  ['Conversion', Conversion, 'Conversion.update?id=1&data[name]=x'],
  ['Country', Country],
  ['Goal', Goal, 'Goal.update?id=1&data[name]=x'],
  ['Offer', Offer, 'Offer.update?id=1&data[name]=x'],
  ['OfferCategory', OfferCategory, 'Application.updateOfferCategory?id=1&data[name]=x'],
  ['OfferFile', OfferFile, 'OfferFile.update?id=1&data[name]=x'],
  ['Thumbnail', OfferFile, 'OfferFile.update?id=1&data[name]=x'],
  ['Tag', Tag, 'Tag.update?id=1&data[name]=x'],
  ['OfferTag', Tag, 'Tag.update?id=1&data[name]=x'],
  ['AffiliateTag', Tag, 'Tag.update?id=1&data[name]=x'],
  ['AdvertiserTag', Tag, 'Tag.update?id=1&data[name]=x'],
  ['OffersTags', TagRelation],
  ['AffiliatesTags', TagRelation],
  ['AdvertisersTags', TagRelation],
];

describe('a row of a reply', () => {
  it.each(CLASSES)('under the name %s has its class, and leads to its manager', async (name, Class, update) => {
    const { api, lines } = await recordedApi([{ [name]: { id: '1' } }, true]);
    const [model] = await collect(api.call('Anything', 'goes', {}, { unlisted: true }));
    expect(model).toBeInstanceOf(Class);
    expect(String(model)).toBe(`${Class.name}: 1`);
    expect('update' in (model as object)).toBe(update !== undefined);
    if (update !== undefined) {
      await collect((model as Offer).update({ name: 'x' }));
      expect(lines()[1]).toBe(update);
    }
  });

  it('under any other name is a plain model', async () => {
    const { api } = await recordedApi([{ Hostname: { id: '1' } }]);
    const [model] = await collect(api.call('Anything', 'goes', {}, { unlisted: true }));
    expect(model).toBeInstanceOf(Model);
    expect(String(model)).toBe('Hostname: 1');
    for (const [, Class] of CLASSES) expect(model).not.toBeInstanceOf(Class);
  });

  it('belongs to the client that it came from', async () => {
    const [one, other] = [await recordedApi([{ Offer: { id: '3' } }]), await recordedApi([true])];
    const [offer] = await collect(one.api.offers.findById(3));
    await collect(offer?.update({ name: 'x' }) ?? EMPTY);
    expect(one.lines()[1]).toBe('Offer.update?id=3&data[name]=x');
    expect(other.calls).toHaveLength(0);
  });
});
