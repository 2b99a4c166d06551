import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SyncMode } from 'rxoffers';
import { type Clock, type Life, live, lives, sinceOf, wireTime } from '../../support/conversion-lives.js';
import { conversionService, type ConversionService } from '../../support/conversion-service.js';
import { sandboxConversions } from '../../support/sandbox-conversions.js';

/** `SYNC_SEED` tries other lives. */
const SEED = Number(process.env['SYNC_SEED'] ?? 4);
const RUNS = Number(process.env['SYNC_RUNS'] ?? 100);

const MODES: [string, SyncMode, string][] = [
  ['by the look-back window and updates', 'updated', 'datetime'],
  ['by the modified date alone', { modified: 'modified' }, 'modified'],
];

/** Lives a life, and compares what was stored with what the service has. */
const check = async (
  life: Life,
  mode: SyncMode,
  field: string,
  service: ConversionService,
  clock: Clock,
): Promise<void> => {
  const { rows, vain } = await live(life, mode, service, clock);
  const wanted = [...service.rows()].filter(([key, row]) => rows.has(key) || (row[field] ?? '') >= sinceOf(life));
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(wanted));
  expect(vain).toEqual([]);
};

describe(`sync, with one transaction per conversion (seed ${SEED})`, () => {
  it.each(MODES)('ends equal to the source, each change stored once, %s, whatever happens', async (_, mode, field) => {
    const life = fc.asyncProperty(lives, async (one) => {
      const clock: Clock = { time: 0 };
      await check(
        one,
        mode,
        field,
        conversionService(() => wireTime(clock.time)),
        clock,
      );
    });
    await fc.assert(life, { numRuns: RUNS, seed: SEED });
  });

  it.each(MODES)('does so over a network, %s', async (_, mode, field) => {
    const life = fc.asyncProperty(lives, async (one) => {
      const clock: Clock = { time: 0 };
      await using service = await sandboxConversions(() => clock.time);
      await check(one, mode, field, service, clock);
    });
    await fc.assert(life, { numRuns: 3, seed: SEED });
  });
});
