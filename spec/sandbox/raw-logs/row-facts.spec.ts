import { describe, expect, it } from 'vitest';
import { countsOf } from '../../../lib/sandbox/options.js';
import type { LogEntry } from '../../../lib/sandbox/raw-logs/log-entry.js';
import { rowFacts, type RowFacts } from '../../../lib/sandbox/raw-logs/row-facts.js';
import { COUNTS, entryOf } from './raw-log-call.js';

const factsOf = (entry: LogEntry, seed = 1, quirks = 0.02, counts = COUNTS) =>
  rowFacts(entry, { seed, counts, quirks });

const many = (entry: LogEntry, ...rest: [seed?: number, quirks?: number]): RowFacts[] => {
  const facts = factsOf(entry, ...rest);
  return Array.from({ length: entry.rows }, (_, index) => facts(index));
};

describe('rowFacts', () => {
  it('gives a row whatever was asked for before', () => {
    const facts = factsOf(entryOf());
    const row = facts(3);
    facts(7);
    expect(facts(3)).toEqual(row);
    expect(factsOf(entryOf())(3)).toEqual(row);
  });

  it('gives others for another seed, file, version or row', () => {
    const ids = [
      factsOf(entryOf())(3),
      factsOf(entryOf(), 2)(3),
      factsOf(entryOf({ filename: '20160909/clicks-1473411600-Another.zip' }))(3),
      factsOf(entryOf({ version: 1 }))(3),
      factsOf(entryOf())(4),
    ].map(({ sub4 }) => sub4);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has a transaction of 30 digits that no other row has', () => {
    const ids = [...many(entryOf({ rows: 20_000 })), ...many(entryOf({ rows: 20_000, version: 1 }))].map(
      ({ transaction }) => transaction,
    );
    expect(new Set(ids).size).toBe(40_000);
    for (const id of ids.slice(0, 100)) expect(id).toMatch(/^102[0-9a-f]{27}$/);
  });

  it('names offers, affiliates and advertisers that the sandbox has, and 0 where it has none', () => {
    const rows = many(entryOf({ rows: 2000 }));
    const largest = (read: (row: RowFacts) => string) => Math.max(...rows.map((row) => Number(read(row))));
    expect([largest(({ offer }) => offer), largest(({ affiliate }) => affiliate)]).toEqual([100, 40]);
    expect(largest(({ advertiser }) => advertiser)).toBeLessThanOrEqual(20);
    const none = countsOf({ offers: 0, affiliates: 0, advertisers: 0 });
    expect(factsOf(entryOf(), 1, 0, none)(0)).toMatchObject({ offer: '0', affiliate: '0', advertiser: '0' });
  });

  it('has quirks in the share of rows that was asked for', () => {
    const odd = (quirks: number) =>
      many(entryOf({ rows: 2000 }), 1, quirks).filter(({ sub2 }) => sub2.length > 2).length;
    expect([odd(0), odd(1)]).toEqual([0, expect.closeTo(1714, -2)]);
    expect(odd(0.1)).toBeGreaterThan(100);
    expect(odd(0.1)).toBeLessThan(300);
  });
});
