import { firstValueFrom } from 'rxjs';
import type { LogFile, RecordsOptions } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { DAY, serveHours, zipOf } from '../../support/raw-log-service.js';
import { soak } from '../../support/soak.js';

const ROWS = soak(50_000, 1_000_000);
const FILLER = 'x'.repeat(220);

/** A row that is longer than a kept id may cost, so that an id that keeps its block alive is noticed. Every other id is quoted. */
const rowOf = (_: unknown, row: number): string => {
  const id = String(row).padStart(30, '102a4b');
  return `${row % 2 === 0 ? id : `"${id}"`},62,"${FILLER}"\n`;
};
const chunks = Array.from({ length: ROWS / 1_000 }, (_, i) =>
  Buffer.from(Array.from({ length: 1_000 }, (_row, row) => rowOf(_row, 1_000 * i + row)).join('')),
);
const zip = zipOf(Buffer.concat([Buffer.from('transaction_id,offer_id,filler\n'), ...chunks]));

const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

describe('an id kept from each of many records', () => {
  it.each<[string, RecordsOptions]>([
    ['by default', {}],
    ['with fields', { fields: ['transaction_id', 'offer_id'] }],
    ['with lazy records', { lazy: true }],
  ])('costs at most 200 bytes of heap, %s', async (_, options) => {
    expect(globalThis.gc).toBeTypeOf('function');
    const { api } = await serveHours([zip]);
    const file: LogFile = await firstValueFrom(api.rawLogs.conversions.listLogs(DAY));
    const readIds = async (ids: (string | null)[]): Promise<void> => {
      await file.records(options).forEach((record) => void ids.push(record.toObject()['transaction_id'] ?? null));
    };
    // Once for what the first reading loads and keeps.
    await readIds([]);
    const before = heap();
    const ids: (string | null)[] = [];
    await readIds(ids);
    const perId = (heap() - before) / ids.length;
    expect(ids).toHaveLength(ROWS);
    expect(ids.at(-1)).toHaveLength(30);
    expect(perId).toBeGreaterThan(30);
    expect(perId).toBeLessThanOrEqual(200);
  });
});
