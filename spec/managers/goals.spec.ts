import { describe, expect, it } from 'vitest';
import { Goal } from 'rxoffers';
import { collect } from '../support/collect.js';
import { recordedApi } from '../support/recorded-api.js';

const row = { Goal: { id: '118', name: 'Test', modified: -62169966000 } };

describe('api.goals', () => {
  it('sends the generic calls to Goal (row 99)', async () => {
    const { api, lines } = await recordedApi([row, row, row, { 118: row }]);
    await collect(api.goals.create({ name: 'Test', offer_id: 204 }));
    await collect(api.goals.update(118, { description: 'x' }));
    await collect(api.goals.findById(118));
    expect((await collect(api.goals.findAll({ limit: 2 })))[0]).toBeInstanceOf(Goal);
    expect(lines()).toEqual([
      'Goal.create?data[name]=Test&data[offer_id]=204',
      'Goal.update?id=118&data[description]=x',
      'Goal.findById?id=118',
      'Goal.findAll?limit=2&page=1',
    ]);
  });

  it('has neither findAllIds nor delete (rows 88, 99)', async () => {
    const { api } = await recordedApi([]);
    expect('findAllIds' in api.goals || 'delete' in api.goals).toBe(false);
  });

  it('updates from a model; prints its id (rows 79, 123)', async () => {
    const { api, lines } = await recordedApi([row]);
    const [goal] = await collect(new Goal(api.goals, { id: '118' }).update({ name: 'y' }));
    expect(String(goal)).toBe('Goal: 118');
    expect(goal?.modified).toBe(-62169966000);
    expect(lines()).toEqual(['Goal.update?id=118&data[name]=y']);
  });
});
