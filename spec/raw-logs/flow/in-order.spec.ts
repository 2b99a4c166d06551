import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../lib/raw-logs/flow/merge-files.js';
import { settle } from '../../support/collect.js';
import { createFiles, drain } from '../../support/raw-log-files.js';
import { watchRejections } from '../../support/rejections.js';

const FILES = { a: ['a1', 'a2'], b: [], c: ['c1'], d: ['d1', 'd2', 'd3'], e: ['e1'], f: ['f1'] };
const ALL = ['a1', 'a2', 'c1', 'd1', 'd2', 'd3', 'e1', 'f1'];

describe('inOrder', () => {
  it.each([1, 2, 4, 100])('gives the batches of one file after the other, %i files open', async (concurrency) => {
    const files = createFiles(FILES);
    expect(await drain(inOrder(files.list(), files.open, concurrency))).toEqual({ values: ALL, error: undefined });
    expect(files.opened).toEqual(Object.keys(FILES));
    expect(files.ended).toEqual(Object.keys(FILES));
    expect(files.most()).toBe(Math.min(concurrency, 6));
  });

  it.each([1, 3])('has exactly %i files open while one is read, and reads none but the first', async (concurrency) => {
    const files = createFiles(FILES);
    const batches = inOrder(files.list(), files.open, concurrency);
    await settle(5);
    expect(files.opened).toEqual([]);
    await batches.next();
    await settle(5);
    expect(files.opened).toEqual(Object.keys(FILES).slice(0, concurrency));
    expect(files.pulled).toEqual(['a1']);
    await batches.return();
  });

  it('gives nothing of no files', async () => {
    const files = createFiles({});
    expect(await drain(inOrder(files.list(), files.open, 4))).toEqual({ values: [], error: undefined });
  });

  it('fails where a file fails, after everything before it', async () => {
    const failure = new Error('damaged');
    const files = createFiles({ a: ['a1'], b: ['b1', failure], c: ['c1'] });
    expect(await drain(inOrder(files.list(), files.open, 3))).toEqual({ values: ['a1', 'b1'], error: failure });
  });

  it('fails at its place where a file ahead cannot be opened, and leaves no rejection to nobody', async () => {
    const rejections = watchRejections();
    const files = createFiles({ a: ['a1', 'a2'], b: ['b1'], c: ['c1'] });
    const failure = new Error('no table');
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

  it('fails behind all listed files where the list fails', async () => {
    const rejections = watchRejections();
    const failure = new Error('no list');
    const files = createFiles({ a: ['a1', 'a2'], b: ['b1'] });
    expect(await drain(inOrder(files.list(failure), files.open, 4))).toEqual({
      values: ['a1', 'a2', 'b1'],
      error: failure,
    });
    expect(rejections).toEqual([]);
  });

  it('ends the file that is read when it is left', async () => {
    const files = createFiles(FILES);
    const batches = inOrder(files.list(), files.open, 2);
    await batches.next();
    expect(await batches.return()).toEqual({ done: true, value: undefined });
    expect(files.ended).toEqual(['a']);
    expect(await batches.next()).toEqual({ done: true, value: undefined });
  });
});
