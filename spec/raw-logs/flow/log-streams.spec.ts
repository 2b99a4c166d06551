import { of, repeat, share, tap, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type FindLogsOptions, iterate, type LogFile, Stream } from 'rxoffers';
import { batchStream, recordStream } from '../../../lib/raw-logs/flow/read-logs.js';
import type { LogReading } from '../../../lib/raw-logs/flow/read-logs.js';
import { collect, failureOf, settle } from '../../support/collect.js';
import { sourceOf } from '../../support/download-of.js';
import { csvZip, serveHours } from '../../support/raw-log-service.js';

const ROWS = Array.from({ length: 30_000 }, (_, index) => [String(index), 'x'.repeat(20)]);
const ZIP = csvZip(['id', 'filler'], ROWS);
const file = { filename: 'x.zip' } as LogFile;

/** A reading of one file at hand; counts how often it was begun. */
const readingOf = async () => {
  const { context } = await serveHours([]);
  const begun: unknown[] = [];
  const reading =
    (options: FindLogsOptions = {}) =>
    (): LogReading<string> => {
      begun.push(options);
      return { context, files: of(file), sourceOf: () => sourceOf(ZIP, 10_000), options, known: [] };
    };
  return { reading, begun };
};

describe('batchStream under a loop', () => {
  it('is read no further than two batches ahead, since each is large', async () => {
    let made = 0;
    const { context } = await serveHours([]);
    const files = of(file).pipe(repeat(50));
    const source = () => {
      made += 1;
      return sourceOf(ZIP);
    };
    const batches = batchStream('find', {}, () => ({
      context,
      files,
      sourceOf: source,
      options: { concurrency: 1 },
      known: [],
    }));
    const sizes: number[] = [];
    for await (const batch of batches) {
      sizes.push(batch.length);
      await settle();
      if (sizes.length === 2) break;
    }
    // Each file has more than two batches: the loop is still in the first.
    expect(made).toBe(1);
  });
});

describe('recordStream', () => {
  it('emits the records one by one, anew for each subscription', async () => {
    const { reading, begun } = await readingOf();
    const records = recordStream('find', {}, reading());
    expect(records).toBeInstanceOf(Stream);
    expect(begun).toEqual([]);
    for (const round of [1, 2]) {
      const ids = (await collect(records)).map((record) => record.toObject()['id']);
      expect(ids).toEqual(ROWS.map(([id]) => id));
      expect(begun).toHaveLength(round);
    }
  });

  it('stops at a record when no more are wanted', async () => {
    const { reading } = await readingOf();
    const records = recordStream('find', {}, reading());
    const ids: unknown[] = [];
    for await (const record of records) {
      ids.push(record.toObject()['id']);
      if (ids.length === 3) break;
    }
    expect(ids).toEqual(['0', '1', '2']);
  });
});

describe('batchStream', () => {
  it('emits the same records in arrays, each with its file, the last of them complete', async () => {
    const { reading } = await readingOf();
    const batches = await collect(batchStream('find', {}, reading()));
    expect(batches.flat().map((record) => record.toObject()['id'])).toEqual(ROWS.map(([id]) => id));
    expect(batches.length).toBeGreaterThan(2);
    expect(batches.every((batch) => batch.file === file)).toBe(true);
    expect(batches.map(({ complete }) => complete)).toEqual(batches.map((_, index) => index === batches.length - 1));
  });

  it('makes no batch ahead of a consumer that wants none', async () => {
    const { reading } = await readingOf();
    let emitted = 0;
    const walk = iterate(
      // Behind `share` no source hears a demand that is not handed to it.
      (demand) =>
        batchStream('find', { demand }, reading({ demand })).pipe(
          tap(() => (emitted += 1)),
          share(),
        ),
      { highWaterMark: 1 },
    );
    for (let taken = 1; taken <= 3; taken += 1) {
      await walk.next();
      await settle(5);
      expect(emitted).toBeLessThanOrEqual(taken + 1);
    }
    await walk.return?.();
  });
});

describe('both', () => {
  it.each<['records' | 'find', unknown]>([
    ['records', { concurrency: 2 }],
    ['records', { onMissing: 'skip' }],
    ['find', { concurency: 2 }],
    ['find', { fields: [] }],
    ['find', null],
  ])('refuse wrong options of %s, %j, before anything is begun', async (kind, wrong) => {
    const { reading, begun } = await readingOf();
    const options = wrong as FindLogsOptions;
    for (const stream of [recordStream(kind, options, reading()), batchStream(kind, options, reading())])
      expect(await failureOf(stream)).toBeInstanceOf(TypeError);
    expect(begun).toEqual([]);
  });

  it('pass on what finding the files fails with', async () => {
    const { reading } = await readingOf();
    const failure = new Error('no list');
    const broken = () => ({ ...reading()(), files: throwError(() => failure) });
    for (const stream of [recordStream('find', {}, broken), batchStream('find', {}, broken)])
      expect(await failureOf(stream)).toBe(failure);
  });
});
