import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
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

  it.each(['Stat.nothing', 'Nothing.id', 'Stat', 'Stat.', 'toString.length', ''])('does not know %j', (field) =>
    expect(columnKind(field)).toBeUndefined(),
  );
});

describe('isAggregate', () => {
  it('tells what statistics compute', () => {
    for (const [field, { aggregate }] of Object.entries(facts['Report']?.['getStats'] ?? {}))
      expect([field, isAggregate(field)]).toEqual([field, aggregate ?? false]);
  });
});
