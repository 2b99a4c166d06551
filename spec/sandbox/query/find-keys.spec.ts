import { describe, expect, it } from 'vitest';
import { createStore } from '../../../lib/sandbox/store/store.js';
import { ENTITIES } from '../../../lib/sandbox/entities/entities.js';
import { countsOf } from '../../../lib/sandbox/options.js';
import { findKeys } from '../../../lib/sandbox/query/find-keys.js';
import { parseBrackets } from '../../../lib/sandbox/wire/params.js';

describe('findKeys', () => {
  it('finds among a hundred thousand rows without making those that only their id decides on', () => {
    const store = createStore(1, countsOf({ offers: 100_000 }));
    const params = parseBrackets([
      ['filters[id][GREATER_THAN]', '99997'],
      ['sort[Offer.id]', 'desc'],
    ]);
    const made: (string | number)[] = [];
    const { Offer } = store.tables;
    const watched = { ...Offer, get: (id: string | number) => (made.push(id), Offer.get(id)) };
    const keys = findKeys(ENTITIES.Offer, { ...store, tables: { ...store.tables, Offer: watched } }, params);
    expect(keys).toEqual([100_000, 99_999, 99_998]);
    expect(made).toEqual([]);
  });
});
