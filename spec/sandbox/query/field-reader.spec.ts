import { describe, expect, it } from 'vitest';
import { createStore } from '../../../lib/sandbox/store/store.js';
import { ENTITIES } from '../../../lib/sandbox/entities/entities.js';
import { countsOf } from '../../../lib/sandbox/options.js';
import { fieldReader } from '../../../lib/sandbox/query/field-reader.js';
import { createRowView } from '../../../lib/sandbox/query/field-reader.js';

const store = createStore(1, countsOf({}));
const read = (path: string, id: number) =>
  fieldReader(ENTITIES.Offer, store, path)(createRowView(store.tables.Offer).moveTo(id));

describe('fieldReader', () => {
  it('reads a field of the row, named with or without its model', () => {
    expect([read('name', 3), read('Offer.name', 3)]).toEqual(Array(2).fill(store.tables.Offer.get(3)?.['name']));
  });

  it('reads a field of the row that this one names', () => {
    const advertiser = store.tables.Offer.get(3)?.['advertiser_id'] as string;
    expect(read('Advertiser.company', 3)).toBe(store.tables.Advertiser.get(advertiser)?.['company']);
    store.tables.Offer.update('4', { advertiser_id: null });
    expect(read('Advertiser.company', 4)).toBeNull();
  });

  it.each(['nothing', 'Offer.nothing', 'Advertiser.nothing', 'Country.code', '__proto__'])('refuses %s', (path) => {
    expect(() => read(path, 3)).toThrow(`Field '${path}' does not exist or is not allowed to be used.`);
  });
});
