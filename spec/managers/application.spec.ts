import { describe, expect, it } from 'vitest';
import { OfferCategory } from 'rxoffers';
import { collect, failureOf } from '../support/collect.js';
import { recordedApi, Text } from '../support/recorded-api.js';

const categories = new Text('{"7":{"OfferCategory":{"id":"7","name":"x"}},"3":{"OfferCategory":{"id":"3"}}}');

describe('api.application', () => {
  it('emits the categories in the service’s order (rows 61, 114)', async () => {
    const { api, lines } = await recordedApi([categories]);
    const found = await collect(api.application.findAllOfferCategories());
    expect(found.map(({ id }) => id)).toEqual(['7', '3']);
    expect(found[0]).toBeInstanceOf(OfferCategory);
    expect(lines()).toEqual(['Application.findAllOfferCategories']);
  });

  it('filters, sorts by the model’s field and projects (row 114)', async () => {
    const { api, lines } = await recordedApi([categories]);
    await collect(
      api.application.findAllOfferCategories({ filters: { status: 'active' }, sort: '-id', fields: ['id'] }),
    );
    expect(lines()).toEqual([
      'Application.findAllOfferCategories?filters[status]=active&sort[OfferCategory.id]=desc&fields[]=id',
    ]);
  });

  it('refuses fields that are no list (row 50), and what it cannot pass on', async () => {
    const { api, calls } = await recordedApi([categories]);
    for (const wrong of [{ fields: 'id' }, { fields: 1 }, { limit: 3 }, null, 'id'])
      expect(await failureOf(api.application.findAllOfferCategories(wrong as never))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });

  it('emits the ids of the offers in a category (row 115)', async () => {
    const { api, lines } = await recordedApi([['438', '440']]);
    expect(await collect(api.application.findAllOfferCategoryOfferIds(10))).toEqual(['438', '440']);
    expect(lines()).toEqual(['Application.findAllOfferCategoryOfferIds?id=10']);
  });

  it('updates a category from the manager and from the model (row 116)', async () => {
    const { api, lines } = await recordedApi([true]);
    expect(await collect(api.application.updateOfferCategory(10, { status: 'deleted' }))).toEqual([true]);
    const category = new OfferCategory(api.application, { id: '10', name: 'x' });
    expect(await collect(category.update({ status: 'deleted' }))).toEqual([true]);
    expect(new Set(lines())).toEqual(new Set(['Application.updateOfferCategory?id=10&data[status]=deleted']));
    expect(String(category)).toBe('OfferCategory: 10');
  });
});
