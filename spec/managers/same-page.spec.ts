import { describe, expect, it } from 'vitest';
import { rawOf, samePage } from '../../lib/calls/listing.js';
import type { Decoded } from '../../lib/protocol/decoded.js';
import type { FetchedPage } from '../../lib/streams/page.js';

const page = (data: Decoded, pageCount?: number): FetchedPage<unknown> => ({
  ...{ items: [], page: 1, pageCount, count: undefined, whole: false },
  ...rawOf(data, pageCount),
});
const keyed = (...ids: string[]): Decoded => ({ data: new Map(ids.map((id) => [id, { id }])) });

describe('samePage', () => {
  it('knows a page that came twice by its keyed rows', () => {
    expect(samePage(page(keyed('6', '2'), 3), page(keyed('6', '2'), 3))).toBe(true);
    expect(samePage(page(keyed('6', '2'), 3), page(keyed('6', '1'), 3))).toBe(false);
  });

  it('does not call bare rows the same where the pages are counted: they may be alike and yet others', () => {
    const alike: Decoded = { data: [{ country: 'CZ' }] };
    expect(samePage(page(alike, 3), page(alike, 3))).toBe(false);
    expect(samePage(page(alike), page(alike))).toBe(true);
  });

  it('knows nothing of replies without a wrapper', () => {
    expect(samePage(page([]), page([]))).toBe(false);
    expect(rawOf(null, undefined)).toEqual({});
  });
});
