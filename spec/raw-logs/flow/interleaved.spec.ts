import { describe, expect, it } from 'vitest';
import { interleaved } from '../../../lib/raw-logs/flow/merge-files.js';
import { settle } from '../../support/collect.js';
import { createFiles, drain } from '../../support/raw-log-files.js';
import { watchRejections } from '../../support/rejections.js';

const FILES = { a: ['a1', 'a2'], b: [], c: ['c1'], d: ['d1', 'd2', 'd3'], e: ['e1'], f: ['f1'] };
const ALL = ['a1', 'a2', 'c1', 'd1', 'd2', 'd3', 'e1', 'f1'];

describe('interleaved', () => {
  it.each([1, 2, 4, 100])('gives every batch once, those of a file in order, %i files open', async (concurrency) => {
    const files = createFiles(FILES);
    const { values, error } = await drain(interleaved(files.list(), files.open, concurrency));
    expect(error).toBeUndefined();
    expect([...values].sort()).toEqual(ALL);
    for (const name of Object.keys(FILES)) {
      const ofFile = values.filter((value) => value.startsWith(name));
      expect(ofFile).toEqual([...ofFile].sort());
    }
    expect(files.ended).toHaveLength(6);
    expect(files.most()).toBe(Math.min(concurrency, 6));
  });

  it('goes file by file with one open', async () => {
    const files = createFiles(FILES);
    expect((await drain(interleaved(files.list(), files.open, 1))).values).toEqual(ALL);
  });

  it('does not wait for a file that stands still', async () => {
    let go = (): void => undefined;
    const still = new Promise<void>((resolve) => (go = resolve));
    const files = createFiles({ b: ['b1', 'b2'] });
    const open = (name: string) =>
      name === 'b'
        ? files.open(name)
        : {
            batches: async function* () {
              await still;
              yield 'a1';
            },
          };
    // eslint-disable-next-line @typescript-eslint/require-await -- a list is asynchronous
    const list = async function* () {
      yield 'a';
      yield 'b';
    };
    const batches = interleaved(list(), open, 2);
    expect([(await batches.next()).value, (await batches.next()).value]).toEqual(['b1', 'b2']);
    const last = batches.next();
    go();
    expect((await last).value).toBe('a1');
    expect((await batches.next()).done).toBe(true);
  });

  it('makes no more than one batch of each file ahead of a slow consumer', async () => {
    const many = (name: string): string[] => Array.from({ length: 50 }, (_, index) => `${name}${index}`);
    const files = createFiles({ a: many('a'), b: many('b'), c: many('c'), d: many('d') });
    const batches = interleaved(files.list(), files.open, 3);
    for (let taken = 1; taken <= 5; taken += 1) {
      await batches.next();
      await settle(5);
      expect(files.opened.length).toBeLessThanOrEqual(3);
      expect(files.pulled.length).toBeLessThanOrEqual(taken + 3);
    }
    await batches.return();
    await settle(5);
    expect(files.ended.sort()).toEqual(['a', 'b', 'c']);
  });

  it('fails behind what had arrived, and ends the other files', async () => {
    const rejections = watchRejections();
    const failure = new Error('damaged');
    const files = createFiles({ a: ['a1', failure], b: ['b1', 'b2', 'b3', 'b4', 'b5'], c: ['c1', failure] });
    const { values, error } = await drain(interleaved(files.list(), files.open, 3));
    expect(error).toBe(failure);
    expect(values).toContain('a1');
    await settle(5);
    expect(files.ended.sort()).toEqual(['a', 'b', 'c']);
    expect(rejections).toEqual([]);
  });

  it.each([1, 4])('fails when the list fails, or a file cannot be opened (%i open)', async (concurrency) => {
    const failure = new Error('no list');
    const files = createFiles({ a: ['a1'] });
    const whole = await drain(interleaved(files.list(failure), files.open, concurrency));
    expect(whole.error).toBe(failure);
    const refuse = (): never => {
      throw failure;
    };
    expect(await drain(interleaved(files.list(), refuse, concurrency))).toEqual({ values: [], error: failure });
  });

  it('ends every file when it is left', async () => {
    const files = createFiles(FILES);
    const batches = interleaved(files.list(), files.open, 4);
    await batches.next();
    expect(await batches.return()).toEqual({ done: true, value: undefined });
    await settle(5);
    expect(files.ended).toHaveLength(files.opened.length);
  });

  it('gives nothing of no files', async () => {
    const files = createFiles({});
    expect(await drain(interleaved(files.list(), files.open, 4))).toEqual({ values: [], error: undefined });
  });
});
