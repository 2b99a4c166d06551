import type { Observable } from 'rxjs';
import { type HasOffers, Tag, TagRelation } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi, Text } from '../../support/recorded-api.js';

const row = { Tag: { id: '28', name: 'x' } };

const CALLS: [line: string, call: (tags: HasOffers['tags']) => Observable<unknown>][] = [
  ['Tag.addToOffer?tag_id=28&offer_id=56', (tags) => tags.addToOffer(28, 56)],
  ['Tag.addToAffiliate?tag_id=28&affiliate_id=56', (tags) => tags.addToAffiliate(28, 56)],
  ['Tag.addToAdvertiser?tag_id=28&advertiser_id=56', (tags) => tags.addToAdvertiser(28, 56)],
  ['Tag.setForOffer?tag_ids[]=1&tag_ids[]=2&offer_id=3', (tags) => tags.setForOffer([1, 2], 3)],
  ['Tag.setForAffiliate?tag_ids[]=1&affiliate_id=3', (tags) => tags.setForAffiliate([1], 3)],
  ['Tag.setForAdvertiser?tag_ids[]=1&advertiser_id=3', (tags) => tags.setForAdvertiser(['1'], 3)],
  ['Tag.removeFromOffer?tag_id=28&offer_id=56', (tags) => tags.removeFromOffer(28, 56)],
  ['Tag.removeFromAffiliate?tag_id=28&affiliate_id=56', (tags) => tags.removeFromAffiliate(28, 56)],
  ['Tag.removeFromAdvertiser?tag_id=28&advertiser_id=56', (tags) => tags.removeFromAdvertiser(28, 56)],
  ['Tag.removeFromOfferByRelationalId?id=8', (tags) => tags.removeFromOfferByRelationalId(8)],
  ['Tag.removeFromAffiliateByRelationalId?id=8', (tags) => tags.removeFromAffiliateByRelationalId(8)],
  ['Tag.removeFromAdvertiserByRelationalId?id=8', (tags) => tags.removeFromAdvertiserByRelationalId(8)],
];

describe('api.tags', () => {
  it('sends the generic calls to Tag, and deletes by the service’s own delete', async () => {
    const { api, lines } = await recordedApi([row, row, true, row, { 28: row }]);
    expect((await collect(api.tags.create({ name: 'x' })))[0]).toBeInstanceOf(Tag);
    await collect(api.tags.update(28, { name: 'y' }));
    expect(await collect(api.tags.delete(28))).toEqual([true]);
    await collect(api.tags.findById(28));
    await collect(api.tags.findAll({ limit: 1 }));
    expect(lines()).toEqual([
      'Tag.create?data[name]=x',
      'Tag.update?id=28&data[name]=y',
      'Tag.delete?id=28',
      'Tag.findById?id=28',
      'Tag.findAll?limit=1&page=1',
    ]);
    expect('findAllIds' in api.tags).toBe(false);
  });

  it.each(CALLS)('sends %s', async (line, call) => {
    const { api, lines } = await recordedApi([true]);
    expect(await collect(call(api.tags))).toEqual([true]);
    expect(lines()).toEqual([line]);
  });

  it('emits a relation that came without its wrapper', async () => {
    const { api } = await recordedApi([{ id: '10', offer_id: '56', tag_id: '28' }]);
    const [relation] = await collect(api.tags.addToOffer(28, 56));
    expect(relation).toBeInstanceOf(TagRelation);
    expect(relation?.tag_id).toBe('28');
  });

  it.each([
    ['Offer', 'OffersTags'],
    ['Affiliate', 'AffiliatesTags'],
    ['Advertiser', 'AdvertisersTags'],
  ] as const)('emits the relations of %s, in order', async (bearer, name) => {
    const text = `{"page":1,"current":0,"data":{"6":{"${name}":{"id":"6"}},"2":{"${name}":{"id":"2"}}}}`;
    const { api, lines } = await recordedApi([new Text(text), { page: 2, current: 0, data: [] }]);
    const found = await collect(api.tags[`findAll${bearer}TagRelations`]({ filters: { tag_id: 28 } }));
    expect(found.map(({ id }) => id)).toEqual(['6', '2']);
    expect(found[0]).toBeInstanceOf(TagRelation);
    expect(lines()[0]).toBe(`Tag.findAll${bearer}TagRelations?filters[tag_id]=28&limit=500&page=1`);
  });

  it('stops where a reply without counts comes twice or empty', async () => {
    const page = { page: 1, current: 0, data: { 6: { OffersTags: { id: '6' } } } };
    const twice = await recordedApi([page]);
    expect(await collect(twice.api.tags.findAllOfferTagRelations())).toHaveLength(1);
    expect(twice.calls).toHaveLength(2);
    const none = await recordedApi([{ page: 1, current: 0, data: [] }]);
    expect(await collect(none.api.tags.findAllOfferTagRelations())).toEqual([]);
    expect(none.calls).toHaveLength(1);
  });

  it('refuses tags that are not a list, and a list that holds something else', async () => {
    const { api, calls } = await recordedApi([true]);
    for (const wrong of [undefined, null, 5, '1', [null], [''], new Set([1])])
      expect(await failureOf(api.tags.setForOffer(wrong as never, 3))).toBeInstanceOf(TypeError);
    expect(await failureOf(api.tags.setForOffer([1], undefined as never))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });

  it('sends no tag_ids for an empty list', async () => {
    const { api, lines } = await recordedApi([true]);
    await collect(api.tags.setForOffer([], 3));
    expect(lines()).toEqual(['Tag.setForOffer?offer_id=3']);
  });
});

const SHORTCUTS: [string, (tag: Tag) => Observable<unknown>][] = [
  ['Tag.update?id=28&data[name]=y', (tag) => tag.update({ name: 'y' })],
  ['Tag.delete?id=28', (tag) => tag.delete()],
  ['Tag.addToOffer?tag_id=28&offer_id=3', (tag) => tag.addToOffer(3)],
  ['Tag.addToAffiliate?tag_id=28&affiliate_id=3', (tag) => tag.addToAffiliate(3)],
  ['Tag.addToAdvertiser?tag_id=28&advertiser_id=3', (tag) => tag.addToAdvertiser(3)],
  ['Tag.removeFromOffer?tag_id=28&offer_id=3', (tag) => tag.removeFromOffer(3)],
  ['Tag.removeFromAffiliate?tag_id=28&affiliate_id=3', (tag) => tag.removeFromAffiliate(3)],
  ['Tag.removeFromAdvertiser?tag_id=28&advertiser_id=3', (tag) => tag.removeFromAdvertiser(3)],
];

describe('a tag', () => {
  it.each(SHORTCUTS)('sends %s', async (line, call) => {
    const { api, lines } = await recordedApi([true]);
    await collect(call(new Tag(api.tags, { id: '28' })));
    expect(lines()).toEqual([line]);
  });

  it('prints its name, a relation its id; a relation has no update', async () => {
    const { api } = await recordedApi([]);
    expect(String(new Tag(api.tags, { id: '28', name: 'x' }))).toBe('Tag: x');
    const relation = new TagRelation(api.tags, { id: '6', tag_id: '28' });
    expect(String(relation)).toBe('TagRelation: 6');
    expect('update' in relation).toBe(false);
  });
});
