import { describe, expect, it } from 'vitest';
import { RawLogCorruptError } from 'rxoffers';
import type { ByteSource } from '../../../lib/raw-logs/download/download-options.js';
import { createArchiveCache } from '../../../lib/raw-logs/flow/archive-cache.js';
import { readAll, sourceOf } from '../../support/download-of.js';

const signal = new AbortController().signal;

/** A store, and how often each key was brought by its source. */
const keptOf = (budget: number) => {
  const kept = createArchiveCache(budget);
  const brought: string[] = [];
  const keys = new Map<string, object>();
  const keyOf = (name: string): object => keys.get(name) ?? (keys.set(name, {}), keys.get(name) as object);
  const source = (name: string, bytes: number, size: number | undefined = bytes): ByteSource => {
    const all = sourceOf(Buffer.alloc(bytes, name), 10);
    return {
      ...all,
      size,
      stream: (own) => {
        brought.push(name);
        return all.stream(own);
      },
    };
  };
  const read = (name: string, bytes: number, size?: number): Promise<Buffer> =>
    readAll(kept.keeping(keyOf(name), source(name, bytes, size)));
  return { kept, brought, read, keyOf, source };
};

describe('kept files', () => {
  it('are brought once, and are the same bytes again', async () => {
    const { read, brought } = keptOf(100);
    const first = await read('a', 35);
    expect((await read('a', 35)).equals(first)).toBe(true);
    expect(first).toHaveLength(35);
    expect(brought).toEqual(['a']);
  });

  it('have a size and ranges of their own', async () => {
    const { kept, read, keyOf, source } = keptOf(100);
    await read('a', 35);
    const again = kept.keeping(keyOf('a'), source('a', 1));
    expect(again.size).toBe(35);
    expect(String(await again.fetchRange(33, 35, signal))).toBe('aa');
    await expect(readAll(again, AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
  });

  it('pass size and ranges of a source on while they are brought', async () => {
    const { kept, keyOf, source } = keptOf(100);
    const first = kept.keeping(keyOf('a'), source('a', 35));
    expect(first.size).toBe(35);
    expect(String(await first.fetchRange(1, 3, signal))).toBe('aa');
  });

  it('are none with a budget of 0', async () => {
    const { read, brought } = keptOf(0);
    await read('a', 1);
    await read('a', 1);
    expect(brought).toEqual(['a', 'a']);
  });

  it('go when the budget is used up, the longest unused first', async () => {
    const { read, brought } = keptOf(100);
    for (const name of ['a', 'b', 'a', 'c']) await read(name, 40);
    expect(brought).toEqual(['a', 'b', 'c']);
    for (const name of ['a', 'c']) await read(name, 40);
    expect(brought).toEqual(['a', 'b', 'c']);
    await read('b', 40);
    await read('c', 40);
    await read('a', 40);
    expect(brought).toEqual(['a', 'b', 'c', 'b', 'a']);
  });

  it('fill the budget to its last byte, and make room for one that fits alone', async () => {
    const { read, brought } = keptOf(100);
    for (const name of ['a', 'b', 'a', 'b']) await read(name, 50);
    expect(brought).toEqual(['a', 'b']);
    for (const name of ['c', 'c', 'a']) await read(name, 100);
    expect(brought).toEqual(['a', 'b', 'c', 'a']);
  });

  it('are not those larger than the budget, which push none out', async () => {
    const { read, brought } = keptOf(100);
    for (const name of ['a', 'b', 'b', 'a']) await read(name, name === 'b' ? 101 : 40);
    expect(brought).toEqual(['a', 'b', 'b']);
  });

  it('are not collected when the server says that they will not fit', async () => {
    const { read, brought } = keptOf(100);
    await read('a', 40, 101);
    await read('a', 40, undefined);
    await read('a', 40, undefined);
    expect(brought).toEqual(['a', 'a']);
  });

  it('are not those that were left, or that broke, in the middle', async () => {
    const { kept, read, brought, keyOf, source } = keptOf(100);
    for await (const chunk of kept.keeping(keyOf('a'), source('a', 35)).stream(signal)) if (chunk) break;
    const broken: ByteSource = {
      ...source('a', 35),
      // eslint-disable-next-line @typescript-eslint/require-await -- a source is asynchronous
      stream: async function* () {
        yield Buffer.alloc(10);
        throw new Error('cut');
      },
    };
    await expect(readAll(kept.keeping(keyOf('a'), broken))).rejects.toThrow('cut');
    expect(await read('a', 35)).toHaveLength(35);
    expect(brought).toEqual(['a', 'a']);
  });

  it('count once when they are brought twice at a time', async () => {
    const { read, brought } = keptOf(100);
    await Promise.all([read('a', 40), read('a', 40)]);
    await read('b', 60);
    await read('a', 40);
    await read('b', 60);
    expect(brought).toEqual(['a', 'a', 'b']);
  });

  it('are brought anew once their bytes turned out to be damaged, not for any other failure', async () => {
    const { kept, read, brought, keyOf } = keptOf(100);
    await read('a', 40);
    kept.failed(keyOf('a'), new Error('left'));
    await read('a', 40);
    expect(brought).toEqual(['a']);
    kept.failed(keyOf('a'), new RawLogCorruptError('Wrong CRC', { file: 'a', expected: '1', actual: '2' }));
    await read('a', 40);
    expect(brought).toEqual(['a', 'a']);
    kept.failed({}, new RawLogCorruptError('Wrong CRC', { file: 'b', expected: '1', actual: '2' }));
    await read('b', 60);
    await read('a', 40);
    expect(brought).toEqual(['a', 'a', 'b']);
  });
});
