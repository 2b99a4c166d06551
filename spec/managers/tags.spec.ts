import type { Observable } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Tag, TagRelation } from 'rxoffers';
import { collect } from '../support/collect.js';
import { recordedApi } from '../support/recorded-api.js';

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
  it.each(SHORTCUTS)('sends %s by itself (row 123)', async (line, call) => {
    const { api, lines } = await recordedApi([true]);
    await collect(call(new Tag(api.tags, { id: '28' })));
    expect(lines()).toEqual([line]);
  });

  it('prints its name, a relation its id (row 79); a relation has no update (row 88)', async () => {
    const { api } = await recordedApi([]);
    expect(String(new Tag(api.tags, { id: '28', name: 'x' }))).toBe('Tag: x');
    const relation = new TagRelation(api.tags, { id: '6', tag_id: '28' });
    expect(String(relation)).toBe('TagRelation: 6');
    expect('update' in relation).toBe(false);
  });
});
