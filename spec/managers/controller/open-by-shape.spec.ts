import { describe, expect, it } from 'vitest';
import { collect } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';

describe('a method that nobody knows', () => {
  it('pages by its count, with conditions as the managers write them', async () => {
    const page = (number: number) => ({
      page: number,
      pageCount: 2,
      data: { [number]: { Thing: { id: `${number}` } } },
    });
    const { api, lines } = await recordedApi([page(1), page(2)]);
    const found = await collect(api.call('Thing', 'listThem', { filters: { id__gt: 0 }, sort: '-id' }));
    expect(found.map(String)).toEqual(['Thing: 1', 'Thing: 2']);
    expect(lines()[1]).toBe('Thing.listThem?filters[id][GREATER_THAN]=0&sort[Thing.id]=desc&page=2');
  });

  it('emits one thing once', async () => {
    const { api } = await recordedApi(['text']);
    expect(await collect(api.call('Thing', 'tell'))).toEqual(['text']);
  });
});
