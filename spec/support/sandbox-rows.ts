import { expect } from 'vitest';
import type { Row, SandboxCounts, TableName } from 'rxoffers/sandbox';
import { createStore } from '../../lib/sandbox/store/store.js';
import { ENTITIES } from '../../lib/sandbox/entities/entities.js';
import { countsOf } from '../../lib/sandbox/options.js';

/** The rows of one kind in a fresh sandbox. */
export const sampleOf = (name: TableName, counts: Partial<SandboxCounts> = {}, seed = 1): Row[] => [
  ...createStore(seed, countsOf(counts)).tables[name].rows(),
];

/** What holds for rows of every kind. */
export const expectPlausible = (name: TableName, columns: number): void => {
  const { template, enums = {} } = ENTITIES[name];
  const rows = sampleOf(name);
  expect(rows.length).toBeGreaterThan(0);
  expect(Object.keys(template)).toHaveLength(columns);
  for (const row of rows) {
    expect(Object.keys(row)).toEqual(Object.keys(template));
    for (const [column, values] of Object.entries(enums)) expect([null, '', ...values]).toContain(row[column]);
  }
  expect(sampleOf(name)).toEqual(rows);
  expect(sampleOf(name, {}, 2)).not.toEqual(rows);
};
