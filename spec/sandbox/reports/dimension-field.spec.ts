import { describe, expect, it } from 'vitest';
import { createStore } from '../../../lib/sandbox/store/store.js';
import { countsOf } from '../../../lib/sandbox/options.js';
import { dimensionFields } from '../../../lib/sandbox/reports/dimensions.js';

const store = createStore(1, countsOf({}));
const find = dimensionFields(store, 0);

describe('dimensionFields', () => {
  it('reads times in the precision they need', () => {
    expect(find('Stat.hour').dimension).toBe('hour');
    expect(find('Stat.datetime').dimension).toBe('datetime');
    expect(find('Stat.date').read('2024-03-01 23')).toBe('2024-03-01');
    expect(find('Stat.date').read(null)).toBeNull();
  });

  it('moves times by the offset', () => {
    const shifted = dimensionFields(store, 2);
    expect(shifted('Stat.date').read('2024-02-29 22')).toBe('2024-03-01');
    expect(shifted('Stat.hour').read('2024-02-29 22')).toBe('0');
    expect(shifted('Stat.offer_id').read('22')).toBe('22');
  });

  it('reads dimensions as they are, a status by both of its names', () => {
    expect(find('Stat.offer_id')).toMatchObject({ dimension: 'offer_id' });
    expect(find('Stat.status').dimension).toBe('conversion_status');
    expect(find('Stat.source').read(null)).toBeNull();
  });

  it('reads related rows by the dimension that names them', () => {
    expect(find('Offer.name').dimension).toBe('offer_id');
    expect(find('Offer.name').read('3')).toBe(store.tables.Offer.get(3)?.['name']);
  });

  it('has nothing of models that the sandbox does not know', () => {
    const { dimension, read } = find('AdCampaign.name');
    expect([dimension, read('1')]).toEqual([undefined, null]);
  });
});
