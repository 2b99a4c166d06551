import { Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Affiliate, type Managers, Offer, Tag } from 'rxoffers';
import { collect, failureOf } from '../support/collect.js';
import { recordedApi } from '../support/recorded-api.js';

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
  it('returns an Observable that sends nothing before it is subscribed to (laws 1, 2)', async () => {
    const { api, calls } = await recordedApi([true]);
    const methods = methodsOf(api);
    expect(methods.length).toBeGreaterThan(60);
    for (const [name, method] of methods) expect(method(1, 2, 3), name).toBeInstanceOf(Observable);
    expect(calls).toHaveLength(0);
  });

  it('never throws: what is wrong with its arguments is an error of the stream (law 7)', async () => {
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

  it('sends its own request for each subscription (law 2)', async () => {
    const { api, calls } = await recordedApi([{ Offer: { id: '3' } }]);
    const stream = api.offers.findById(3);
    await collect(stream);
    await collect(stream);
    expect(calls).toHaveLength(2);
  });
});

describe('a shortcut of a model', () => {
  it('never throws either (law 7)', async () => {
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
