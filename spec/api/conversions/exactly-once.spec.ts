import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SyncMode } from 'rxoffers';
import { type Clock, live, lives, sinceOf } from '../../support/conversion-lives.js';
import { conversionService } from '../../support/sandbox-conversions.js';
import { soak } from '../../support/soak.js';

/** `SYNC_SEED` tries other lives. */
const SEED = Number(process.env['SYNC_SEED'] ?? 4);
const RUNS = Number(process.env['SYNC_RUNS'] ?? soak(6, 100));

const MODES: [string, SyncMode, string][] = [
  ['by the look-back window and updates', 'updated', 'datetime'],
  ['by the modified date alone', { modified: 'modified' }, 'modified'],
];

describe(`conversions.sync, with one transaction per conversion (seed ${SEED})`, () => {
  it.each(MODES)(
    'ends equal to the service, each change stored once, %s, whatever happens',
    async (_, mode, field) => {
      const life = fc.asyncProperty(lives, async (one) => {
        const clock: Clock = { time: 0 };
        await using service = await conversionService(() => clock.time);
        const { rows, repeats, longest } = await live(one, mode, service, clock);
        const wanted = [...service.rows()].filter(([key, row]) => rows.has(key) || (row[field] ?? '') >= sinceOf(one));
        expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(wanted));
        // A handful of conversions has a bucket for each.
        expect(repeats.map(({ row }) => row['id'])).toEqual([]);
        expect(longest).toBeLessThan(2_000);
      });
      await fc.assert(life, { numRuns: RUNS, seed: SEED });
    },
    soak(30_000, 300_000),
  );
});
