import { describe, expect, it } from 'vitest';
import { createLogCounts, type FactsOf } from '../../../lib/sandbox/reports/log-counts.js';
import { rowFacts } from '../../../lib/sandbox/raw-logs/row-facts.js';
import { COUNTS, entryOf } from '../raw-logs/raw-log-call.js';

const basis = { seed: 1, counts: COUNTS, quirks: 0 };

/** Counts, and which files were looked at for them. */
const counting = () => {
  const looked: boolean[] = [];
  const factsOf: FactsOf = (entry, texts) => {
    looked.push(texts);
    return rowFacts(entry, { ...basis, texts });
  };
  return { looked, counts: createLogCounts(factsOf) };
};

describe('createLogCounts', () => {
  it('counts each row once, and the unique ones of them', () => {
    const entry = entryOf({ rows: 200 });
    const facts = rowFacts(entry, basis);
    const rows = Array.from({ length: 200 }, (_, index) => ({ ...facts(index) }));
    for (const { values, counts } of counting().counts(entry, ['country_code', 'hour'])) {
      const alike = rows.filter(({ country }) => country[0] === values[0]);
      expect(counts).toEqual({
        ...{ clicks: alike.length, unique_clicks: alike.filter(({ unique }) => unique === '1').length },
        ...{ impressions: 0, conversions: 0 },
      });
      expect(values[1]).toBe('2016-09-09 09');
    }
  });

  it('counts impressions as such, and all rows together without dimensions', () => {
    const events = counting().counts(entryOf({ type: 'impressions', rows: 9 }), []);
    expect(events).toEqual([{ values: [], counts: { clicks: 0, unique_clicks: 0, impressions: 9, conversions: 0 } }]);
    expect(counting().counts(entryOf({ rows: 0 }), [])).toEqual([]);
  });

  it('remembers what it counted, of each version of a file', () => {
    const { looked, counts } = counting();
    const entry = entryOf();
    expect(counts(entry, ['offer_id'])).toBe(counts(entry, ['offer_id']));
    expect(looked).toHaveLength(1);
    expect(counts({ ...entry, version: 1 }, ['offer_id'])).not.toEqual(counts(entry, ['offer_id']));
    expect(looked).toHaveLength(2);
  });

  it('remembers a few ways to count, not all that there ever were', () => {
    const { looked, counts } = counting();
    const entry = entryOf();
    const ways = ['offer_id', 'affiliate_id', 'hour', 'source', 'country_code'].map((name) => [name]);
    for (const way of ways) counts(entry, way);
    counts(entry, ways[4] ?? []);
    expect(looked).toHaveLength(5);
    counts(entry, ways[0] ?? []);
    expect(looked).toHaveLength(6);
  });

  it('draws long texts only for what is made of them', () => {
    const { looked, counts } = counting();
    counts(entryOf(), ['offer_id']);
    counts(entryOf(), ['affiliate_info4']);
    expect(looked).toEqual([false, true]);
  });
});
