import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { COLUMNS } from '../../../lib/sandbox/raw-logs/options.js';
import { rowFacts } from '../../../lib/sandbox/raw-logs/row-facts.js';
import { headerLine, rowReader, rowWriter } from '../../../lib/sandbox/raw-logs/row-writer.js';
import { COUNTS, entryOf } from './raw-log-call.js';

const facts = rowFacts(entryOf({ rows: 500 }), { seed: 1, counts: COUNTS, quirks: 0.5 });
const rows = Array.from({ length: 500 }, (_, index) => facts(index));

const parsed = (columns: readonly string[]): Record<string, string>[] =>
  parse(headerLine(columns) + rows.map(rowWriter(columns)).join(''), { columns: true, record_delimiter: '\n' });

describe('rowWriter', () => {
  it.each(['clicks', 'conversions', 'impressions'] as const)('writes %s that a parser reads back', (type) => {
    const columns = COLUMNS[type];
    expect(parsed(columns)).toEqual(rows.map(rowReader(columns)));
  });

  it('writes ids bare and everything else in quotes, as recorded', () => {
    const columns = ['transaction_id', 'offer_id', 'creative_url_id', 'affiliate_source', 'status'];
    expect(rowWriter(columns)(facts(0))).toMatch(/^"102[0-9a-f]{27}",\d+,"","[A-Z]*",""\n$/);
  });

  it('writes clicks of about 590 bytes', () => {
    const length = Buffer.byteLength(rows.map(rowWriter(COLUMNS.clicks)).join('')) / rows.length;
    expect(length).toBeGreaterThan(560);
    expect(length).toBeLessThan(640);
  });

  it('writes columns of any name', () => {
    const columns = ['a,b', '"', 'offer_id', '__proto__'];
    expect(headerLine(columns)).toBe('"a,b","""",offer_id,__proto__\n');
    expect(rowWriter(['"'])(facts(3))).toBe('""" 3"\n');
  });
});

describe('rowReader', () => {
  it('gives every column as a property of the row itself', () => {
    const row = rowReader(['offer_id', '__proto__'])(facts(3));
    expect(Object.keys(row)).toEqual(['offer_id', '__proto__']);
    expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
  });
});
