import { concatMap, of } from 'rxjs';
import { HasOffers, Stream } from 'rxoffers';
import { createSandbox } from 'rxoffers/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';

const page = (number: number, ids: readonly number[]) => ({
  page: number,
  count: 3,
  pageCount: 2,
  data: Object.fromEntries(ids.map((id) => [id, { AdCampaign: { id: String(id) } }])),
});

describe('findPages of a list of a controller', () => {
  it('emits its pages, each with the counts that the service gives', async () => {
    const { api, lines } = await recordedApi([page(1, [1, 2]), page(2, [3])]);
    const query = { filters: { status: 'active' }, sort: '-id', pageSize: 2, prefetch: 0 } as const;
    const pages = api.controller('AdManager').findAllCampaigns.findPages(query);
    expect(pages).toBeInstanceOf(Stream);
    const found = await collect(pages);
    expect(found.map(({ items, ...counts }) => [items.map(String), counts])).toEqual([
      [['AdCampaign: 1', 'AdCampaign: 2'], { page: 1, pageCount: 2, count: 3 }],
      [['AdCampaign: 3'], { page: 2, pageCount: 2, count: 3 }],
    ]);
    expect(lines()[1]).toBe(
      'AdManager.findAllCampaigns?filters[status]=active&sort[AdCampaign.id]=desc&limit=2&page=2',
    );
  });

  it('emits pages of ids', async () => {
    const { api } = await recordedApi([{ page: 1, pageCount: 1, count: 2, data: [7, 8] }]);
    const pages = await collect(api.controller('Affiliate').getApprovedOfferIds.findPages({ id: 2 }));
    expect(pages).toEqual([{ items: ['7', '8'], page: 1, pageCount: 1, count: 2 }]);
  });
});

describe('count of a list of a controller', () => {
  it('asks for one row, with the conditions and the parameters of the method', async () => {
    const { api, lines } = await recordedApi([page(1, [1])]);
    const { findAllCampaigns, getCampaignCreatives } = api.controller('AdManager');
    expect(await collect(findAllCampaigns.count({ filters: { status: 'active', width: 3 }, connector: 'OR' }))).toEqual(
      [3],
    );
    expect(await collect(getCampaignCreatives.count({ filters: { id__gt: 3 }, id: 9 }))).toEqual([3]);
    expect(await collect(findAllCampaigns.count())).toEqual([3]);
    expect(await collect(api.controller('Report').getStats.count({ fields: ['Stat.clicks'] }))).toEqual([3]);
    expect(lines()).toEqual([
      'AdManager.findAllCampaigns?filters[OR][status]=active&filters[OR][width]=3&limit=1',
      'AdManager.getCampaignCreatives?id=9&filters[id][GREATER_THAN]=3&limit=1',
      'AdManager.findAllCampaigns?limit=1',
      'Report.getStats?fields[]=Stat.clicks&limit=1',
    ]);
  });

  it('counts the rows of all pages where the service gives no count', async () => {
    const rows = (ids: readonly number[]) => ({
      page: 1,
      current: 0,
      data: Object.fromEntries(ids.map((id) => [id, { OffersTags: { id: String(id) } }])),
    });
    const { api, lines } = await recordedApi([rows([1]), rows([1, 2, 3]), { ...rows([]), data: [] }]);
    expect(await collect(api.controller('Tag').findAllOfferTagRelations.count({ filters: { tag_id: 3 } }))).toEqual([
      3,
    ]);
    expect(lines()[1]).toBe('Tag.findAllOfferTagRelations?filters[tag_id]=3&limit=500&page=1');
  });

  it('sends nothing before it is subscribed to, nor twice at once', async () => {
    const { api, calls } = await recordedApi([page(1, [1])]);
    const count = api.controller('AdManager').findAllCampaigns.count();
    expect(calls).toHaveLength(0);
    await collect(of(1, 2).pipe(concatMap(() => count)));
    expect(calls).toHaveLength(2);
  });
});

describe('a controller with a findAll', () => {
  it('has findPages and count as managers have them', async () => {
    const sandbox = await createSandbox({ seed: 1, offers: 7, rateLimit: false });
    const api = new HasOffers(sandbox.credentials);
    onTestFinished(async () => {
      await api.close();
      await sandbox.close();
    });
    const offers = api.controller('Offer');
    const selection = { filters: { id__gt: 2 } };
    expect(await collect(offers.count(selection))).toEqual(await collect(api.offers.count(selection)));
    expect(await collect(offers.findAll.count(selection))).toEqual([5]);
    const query = { ...selection, pageSize: 2, sort: '-id' } as const;
    const shapeOf = (pages: readonly { items: readonly unknown[]; count?: number | undefined }[]) =>
      pages.map(({ items, count }) => [items.map(String), count]);
    expect(shapeOf(await collect(offers.findPages(query)))).toEqual(
      shapeOf(await collect(api.offers.findPages(query))),
    );
    expect(await collect(api.controller('Employee').count())).toHaveLength(1);
  });

  it('has them among its methods, and no other controller has', async () => {
    const { api, calls } = await recordedApi([true]);
    expect(Object.keys(api.controller('Offer')).slice(-2)).toEqual(['findPages', 'count']);
    const campaigns = api.controller('AdManager') as unknown as Record<string, () => Stream<unknown>>;
    expect(await failureOf(campaigns['count']?.() ?? of())).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });
});
