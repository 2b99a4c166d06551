import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from 'rxoffers/sandbox';
import { createTable } from '../../../lib/sandbox/store/table.js';
import { ENTITIES } from '../../../lib/sandbox/entities/entities.js';
import { countsOf } from '../../../lib/sandbox/options.js';

const offers = (count: number, seed = 1): Table => createTable(ENTITIES.Offer, seed, countsOf({ offers: count }));

describe('createTable', () => {
  it('makes the same rows from the same seed, each time they are read', () => {
    expect([...offers(20).rows()]).toEqual([...offers(20).rows()]);
    expect(offers(20).get(3)).not.toEqual(offers(20, 2).get(3));
    expect(offers(5).get('6')).toBeUndefined();
    expect(['0', '-1', 'x', '1.5'].map((id) => offers(5).get(id))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('inserts behind the last row, or where the id says', () => {
    const table = offers(3);
    expect(table.insert({ name: 'new' })).toMatchObject({ id: '4', name: 'new', status: 'pending' });
    expect(table.insert({ id: '196', name: 'far' })['id']).toBe('196');
    expect(table.insert({ name: 'next' })['id']).toBe('197');
    table.insert({ id: '2', name: 'other' });
    expect([...table.keys()]).toEqual([1, 2, 3, 4, 196, 197]);
    expect(table.get(2)?.['name']).toBe('other');
    expect(table.size).toBe(6);
  });

  it('changes one row and keeps the order of its keys', () => {
    const table = offers(3);
    table.update('2', { name: 'changed', id: '99' });
    expect(table.get('2')).toMatchObject({
      id: '2',
      name: 'changed',
      advertiser_id: offers(3).get(2)?.['advertiser_id'],
    });
    expect(Object.keys(table.get('2') ?? {})).toEqual(Object.keys(ENTITIES.Offer.template));
    expect(table.update('9', { name: 'x' })).toBeUndefined();
  });

  it('behaves like a map of rows, whatever is done to it', () => {
    const action = fc.tuple(fc.constantFrom('insert', 'remove', 'update'), fc.integer({ min: 1, max: 15 }));
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const table = offers(8);
        const model = new Map([...table.rows()].map((row) => [Number(row['id']), row['name']]));
        actions.forEach(([what, id], step) => {
          const name = `step ${step}`;
          if (what === 'insert') table.insert({ id: String(id), name });
          else if (what === 'update') table.update(id, { name });
          else expect(table.remove(id)).toBe(model.has(id));
          if (what === 'remove') model.delete(id);
          else if (what === 'insert' || model.has(id)) model.set(id, name);
        });
        expect([...table.keys()]).toEqual([...model.keys()].sort((a, b) => a - b));
        expect(table.size).toBe(model.size);
        for (const [id, name] of model) expect(table.get(id)?.['name']).toBe(name);
      }),
    );
  });

  it('weighs nothing until it is changed', () => {
    const table = offers(1_000_000);
    expect(table.size).toBe(1_000_000);
    expect(table.get(999_999)?.['id']).toBe('999999');
  });
});
