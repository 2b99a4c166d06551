import { setImmediate } from 'node:timers/promises';
import type { FindLogsOptions } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { DAY, serveHours, zipOf } from '../../support/raw-log-service.js';
import { soak } from '../../support/soak.js';

const MB = 1e6;
const collectGarbage = globalThis.gc as () => void;

/** An archive of about 1,000 bytes: many columns, and rows of one cell. */
const bomb = (columns: number, rows: number): Buffer =>
  zipOf(`${Array.from({ length: columns }, (_, i) => `c${i}`).join(',')}\n${'1\n'.repeat(rows)}`);

/** The records that a consumer that keeps none of them reads, and the most heap that lives while it reads. */
const peakOf = async (archive: Buffer, options: FindLogsOptions) => {
  const { api } = await serveHours([archive]);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  let [records, peak, batches] = [0, 0, 0];
  for await (const batch of api.rawLogs.impressions.batches(DAY, options)) {
    records += batch.length;
    batches += 1;
    if (batches % 40 !== 1) continue;
    await setImmediate();
    collectGarbage();
    peak = Math.max(peak, process.memoryUsage().heapUsed - before);
  }
  return { records, peak };
};

describe('a small archive of many cells', () => {
  it.each([
    ['300 columns', 300, 100_000, {}],
    ['300 columns, lazy', 300, 100_000, { lazy: true }],
    ['10,000 columns, which have to be allowed', 10_000, soak(500, 5_000), { maxColumns: 10_000 }],
  ] as const)('is read with little memory: %s', { timeout: 120_000 }, async (_, columns, rows, options) => {
    const { records, peak } = await peakOf(bomb(columns, rows), options);
    expect(records).toBe(rows);
    expect(peak).toBeLessThan(40 * MB);
  });
});
