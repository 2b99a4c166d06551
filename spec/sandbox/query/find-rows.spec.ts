import { describe, expect, it } from 'vitest';
import { callText, dataOf, idsIn, openSandbox } from '../../support/sandbox-call.js';

describe('findRows', () => {
  it('pages through every row once, in the order of the sort', async () => {
    const sandbox = await openSandbox({ offers: 23 });
    const pages = [];
    for (let page = 1; page <= 3; page++)
      pages.push(
        idsIn(await callText(sandbox, 'Offer.findAll', { limit: '10', page: String(page), 'sort[Offer.id]': 'desc' })),
      );
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(pages.flat()).toEqual(Array.from({ length: 23 }, (_, index) => String(23 - index)));
  });

  it('counts the rows of all pages and caps a page below the limit asked', async () => {
    const sandbox = await openSandbox({ offers: 23, maxPageSize: 5 });
    expect(await dataOf(sandbox, 'Offer.findAll', { limit: '10' })).toMatchObject({ page: 1, count: 23, pageCount: 5 });
    expect(await dataOf(sandbox, 'Offer.findAll', { limit: '10', page: '9' })).toMatchObject({ page: 9, data: [] });
  });
});
