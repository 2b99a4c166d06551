import { describe, expect, it } from 'vitest';
import type { LogRecord } from 'rxoffers';
import { createMakerOf, type RecordOptions } from '../../../lib/raw-logs/records/record-maker.js';
import { CSV_FILE, csvLine, csvReaderOf } from '../../support/raw-log-csv.js';

const COLUMNS = ['transaction_id', 'offer_id', 'filler'];
const ROWS_PER_CHUNK = 1_000;
const CHUNKS = 1_000;
const FILLER = 'x'.repeat(220);

/** An id of 30 characters, every other in quotes. */
const idCell = (row: number): string => {
  const id = String(row).padStart(30, '102a4b');
  return row % 2 === 0 ? id : `"${id}"`;
};

/** A chunk of rows that are longer than what an id may cost: one that keeps its block alive is seen. */
const chunk = Buffer.from(Array.from({ length: ROWS_PER_CHUNK }, (_, row) => `${idCell(row)},62,${FILLER}\n`).join(''));

const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

describe('an id kept from each of a million records', () => {
  it.each<[string, RecordOptions]>([
    ['by default', {}],
    ['with fields', { fields: ['transaction_id', 'offer_id'] }],
    ['with lazy records', { lazy: true }],
  ])('costs at most 200 bytes of heap, %s', async (_, options) => {
    expect(globalThis.gc).toBeTypeOf('function');
    const reader = csvReaderOf(createMakerOf(options, [])(CSV_FILE));
    await reader.read(Buffer.from(csvLine(COLUMNS)));
    const before = heap();
    const ids: (string | null | undefined)[] = [];
    for (let i = 0; i < CHUNKS; i += 1)
      for (const record of await reader.read(chunk)) ids.push((record as LogRecord)['transaction_id']);
    const perId = (heap() - before) / ids.length;
    expect(ids).toHaveLength(1_000_000);
    expect(ids.at(-1)).toHaveLength(30);
    expect(perId).toBeGreaterThan(30);
    expect(perId).toBeLessThanOrEqual(200);
  });
});
