import { describe, expect, it } from 'vitest';
import { inOrder, interleaved, type OpenFile } from '../../../lib/raw-logs/flow/files-in-flight.js';
import { settle } from '../../support/collect.js';
import { drain } from '../../support/raw-log-service.js';
import { watchRejections } from '../../support/rejections.js';

const immediately = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Files of batches, and of errors to throw; they remember what was done to them. */
const createFiles = (batchesOf: Readonly<Record<string, readonly (string | Error)[]>>) => {
  const seen = { opened: [] as string[], pulled: [] as string[], ended: [] as string[], most: 0 };

  async function* batches(name: string): AsyncGenerator<string, void> {
    try {
      // Slower than the list, so that as many files are open as allowed.
      await immediately();
      for (const batch of batchesOf[name] ?? []) {
        await immediately();
        if (batch instanceof Error) throw batch;
        seen.pulled.push(batch);
        yield batch;
      }
    } finally {
      seen.ended.push(name);
    }
  }

  async function* list(error?: Error): AsyncGenerator<string, void> {
    for (const name of Object.keys(batchesOf)) {
      await Promise.resolve();
      yield name;
    }
    if (error) throw error;
  }

  const open = (name: string): OpenFile<string> => {
    seen.opened.push(name);
    seen.most = Math.max(seen.most, seen.opened.length - seen.ended.length);
    return { batches: () => batches(name) };
  };
  return { seen, list, open };
};

const FILES = { a: ['a1', 'a2'], b: [], c: ['c1'], d: ['d1', 'd2', 'd3'], e: ['e1'], f: ['f1'] };
const ALL = ['a1', 'a2', 'c1', 'd1', 'd2', 'd3', 'e1', 'f1'];
const failure = new Error('damaged');

describe.each([
  ['files in order', inOrder],
  ['interleaved files', interleaved],
])('%s', (_, merge) => {
  it.each([1, 2, 4, 100])('give every batch once, those of a file in order, %i files open', async (concurrency) => {
    const { seen, list, open } = createFiles(FILES);
    const { values, error } = await drain(merge(list(), open, concurrency));
    expect(error).toBeUndefined();
    if (merge === inOrder || concurrency === 1) expect(values).toEqual(ALL);
    expect([...values].sort()).toEqual(ALL);
    for (const name of Object.keys(FILES)) {
      const ofFile = values.filter((value) => value.startsWith(name));
      expect(ofFile).toEqual([...ofFile].sort());
    }
    expect(seen.ended).toHaveLength(6);
    expect(seen.most).toBe(Math.min(concurrency, 6));
  });

  it('are empty without files', async () => {
    const { list, open } = createFiles({});
    expect(await drain(merge(list(), open, 4))).toEqual({ values: [], error: undefined });
  });

  it.each([1, 4])('fail when the list fails, or a file cannot be opened (%i open)', async (concurrency) => {
    const rejections = watchRejections();
    const files = createFiles({ a: ['a1', 'a2'], b: ['b1'] });
    const listed = await drain(merge(files.list(failure), files.open, concurrency));
    expect(listed.error).toBe(failure);
    if (merge === inOrder) expect(listed.values).toEqual(['a1', 'a2', 'b1']);
    const refuse = (): never => {
      throw failure;
    };
    expect(await drain(merge(files.list(), refuse, concurrency))).toEqual({ values: [], error: failure });
    expect(rejections).toEqual([]);
  });

  it('end every file that was begun when the consumer leaves', async () => {
    const { seen, list, open } = createFiles(FILES);
    const batches = merge(list(), open, 4);
    await batches.next();
    expect(await batches.return()).toEqual({ done: true, value: undefined });
    await settle(5);
    expect(seen.ended).toHaveLength(merge === inOrder ? 1 : seen.opened.length);
    expect(await batches.next()).toEqual({ done: true, value: undefined });
  });
});

describe('inOrder', () => {
  it.each([1, 3])('has exactly %i files open while one is read, and reads only the first', async (concurrency) => {
    const { seen, list, open } = createFiles(FILES);
    const batches = inOrder(list(), open, concurrency);
    await settle(5);
    expect(seen.opened).toEqual([]);
    await batches.next();
    await settle(5);
    expect(seen.opened).toEqual(Object.keys(FILES).slice(0, concurrency));
    expect(seen.pulled).toEqual(['a1']);
    await batches.return();
  });

  it('fails in the place of a file that fails', async () => {
    const { list, open } = createFiles({ a: ['a1'], b: ['b1', failure], c: ['c1'] });
    expect(await drain(inOrder(list(), open, 3))).toEqual({ values: ['a1', 'b1'], error: failure });
  });

  it('fails in the place of a file that cannot be opened ahead, without an unhandled rejection', async () => {
    const rejections = watchRejections();
    const files = createFiles({ a: ['a1', 'a2'], b: ['b1'], c: ['c1'] });
    const open = (name: string) => {
      if (name !== 'a') throw failure;
      return files.open(name);
    };
    const batches = inOrder(files.list(), open, 3);
    expect(await batches.next()).toEqual({ done: false, value: 'a1' });
    await settle(5);
    expect(await drain(batches)).toEqual({ values: ['a2'], error: failure });
    await settle(5);
    expect(rejections).toEqual([]);
  });
});

describe('interleaved', () => {
  it('does not wait for a file that has stalled', async () => {
    let resume = (): void => undefined;
    const stalled = new Promise<void>((resolve) => (resume = resolve));
    const files = createFiles({ a: ['a1'], b: ['b1', 'b2'] });
    const open = (name: string): OpenFile<string> => {
      const { batches } = files.open(name);
      if (name === 'b') return { batches };
      return {
        batches: async function* () {
          await stalled;
          yield* batches();
        },
      };
    };
    const batches = interleaved(files.list(), open, 2);
    expect([(await batches.next()).value, (await batches.next()).value]).toEqual(['b1', 'b2']);
    const last = batches.next();
    resume();
    expect((await last).value).toBe('a1');
    expect((await batches.next()).done).toBe(true);
  });

  it('makes at most one batch of each file ahead of a slow consumer', async () => {
    const many = (name: string): string[] => Array.from({ length: 50 }, (_, index) => `${name}${index}`);
    const { seen, list, open } = createFiles({ a: many('a'), b: many('b'), c: many('c'), d: many('d') });
    const batches = interleaved(list(), open, 3);
    for (let taken = 1; taken <= 5; taken += 1) {
      await batches.next();
      await settle(5);
      expect(seen.opened.length).toBeLessThanOrEqual(3);
      expect(seen.pulled.length).toBeLessThanOrEqual(taken + 3);
    }
    await batches.return();
    await settle(5);
    expect(seen.ended.sort()).toEqual(['a', 'b', 'c']);
  });

  it('fails after the batches that had arrived, and ends the other files', async () => {
    const rejections = watchRejections();
    const { seen, list, open } = createFiles({
      a: ['a1', failure],
      b: ['b1', 'b2', 'b3', 'b4', 'b5'],
      c: ['c1', failure],
    });
    const { values, error } = await drain(interleaved(list(), open, 3));
    expect(error).toBe(failure);
    expect(values).toContain('a1');
    await settle(5);
    expect(seen.ended.sort()).toEqual(['a', 'b', 'c']);
    expect(rejections).toEqual([]);
  });
});
