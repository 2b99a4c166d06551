import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ADDITIVE_COLUMNS } from '../../../lib/reports/assumptions.js';
import { columnKind, isAggregate } from '../../../lib/reports/rows/rows.js';

type Facts = Record<string, Record<string, Record<string, { type: string; aggregate?: boolean }>>>;
const facts = JSON.parse(
  readFileSync(new URL('../../../lib/catalog/facts/report.json', import.meta.url), 'utf8'),
) as Facts;

describe('columnKind', () => {
  it('knows every column of the catalog', () => {
    for (const reports of Object.values(facts))
      for (const columns of Object.values(reports))
        for (const [field, { type }] of Object.entries(columns))
          expect([field, columnKind(field)]).toEqual([field, type]);
  });

  it.each(['Stat.nothing', 'Nothing.id', 'Stat', 'Stat.', 'toString.length', ''])('has no kind for %j', (field) =>
    expect(columnKind(field)).toBeUndefined(),
  );
});

describe('isAggregate', () => {
  it('tells the columns that statistics compute', () => {
    for (const [field, { aggregate }] of Object.entries(facts['Report']?.['getStats'] ?? {}))
      expect([field, isAggregate(field)]).toEqual([field, aggregate ?? false]);
  });
});

describe('ADDITIVE_COLUMNS', () => {
  it('are numbers', () => {
    for (const field of ADDITIVE_COLUMNS)
      expect([field, columnKind(field)]).toEqual([field, expect.stringMatching(/^(?:int|decimal)$/)]);
  });
});
