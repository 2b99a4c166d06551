import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../../lib/sandbox/raw-logs/log-entry.js';
import { logText } from '../../../lib/sandbox/raw-logs/row-writer.js';
import { rawLogSettings } from '../../../lib/sandbox/raw-logs/options.js';
import { COUNTS, entryOf } from './raw-log-call.js';

const textOf = (entry: LogEntry, seed = 1) => logText(entry, rawLogSettings(), { seed, counts: COUNTS, quirks: 0.02 });

const hash = (entry: LogEntry, seed?: number): string =>
  createHash('sha256')
    .update(Buffer.concat([...textOf(entry, seed).chunks()]))
    .digest('hex');

describe('logText', () => {
  it('says in bytes what it says in rows', () => {
    const text = textOf(entryOf({ rows: 1000 }));
    const csv = Buffer.concat([...text.chunks()]).toString();
    expect(parse(csv, { columns: true, record_delimiter: '\n' })).toEqual([...text.rows()]);
    expect(csv.endsWith('\n')).toBe(true);
  });

  it('comes in chunks of one size, however often it is read', () => {
    const text = textOf(entryOf({ rows: 1000 }));
    const sizes = () => [...text.chunks()].map(({ length }) => length);
    expect(sizes()).toEqual(sizes());
    expect(Math.max(...sizes())).toBeLessThan(128 * 1024);
  });

  it('is another text for another seed, version or kind', () => {
    const hashes = [
      hash(entryOf()),
      hash(entryOf(), 2),
      hash(entryOf({ version: 1 })),
      hash(entryOf({ type: 'impressions' })),
    ];
    expect(new Set(hashes).size).toBe(4);
    expect(hash(entryOf())).toBe(hashes[0]);
  });

  it('has a header when there are no rows', () => {
    const text = textOf(entryOf({ rows: 0 }));
    expect(Buffer.concat([...text.chunks()]).toString()).toMatch(/^transaction_id,.*,google_aid\n$/);
    expect([...text.rows()]).toEqual([]);
  });
});
