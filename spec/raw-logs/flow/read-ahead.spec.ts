import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../../lib/raw-logs/download/download-options.js';
import { readAhead } from '../../../lib/raw-logs/flow/files-in-flight.js';
import { settle } from '../../support/collect.js';
import { drain } from '../../support/raw-log-service.js';
import { watchRejections } from '../../support/rejections.js';

const CHUNK = 64 * 1024;
const MIB = 1024 * 1024;

/** A source of chunks, which may fail after them; it remembers how far it was read and how it ended. */
const watched = (chunks: number, failure?: Error) => {
  const seen = { chunks: 0, ended: false, aborted: undefined as unknown };
  const source: ByteSource = {
    size: chunks * CHUNK,
    stream: async function* (signal) {
      signal.addEventListener('abort', () => void (seen.aborted = signal.reason));
      try {
        for (; seen.chunks < chunks;) {
          await Promise.resolve();
          signal.throwIfAborted();
          seen.chunks += 1;
          yield Buffer.alloc(CHUNK, seen.chunks);
        }
        if (failure) throw failure;
      } finally {
        seen.ended = true;
      }
    },
    fetchRange: (from, to) => Promise.resolve(Buffer.from(`${from}-${to}`)),
  };
  return { source, seen };
};

const never = (): AbortSignal => new AbortController().signal;

const read = (source: ByteSource) => drain(source.stream(never()));

describe('readAhead', () => {
  it.each([1, CHUNK, 10 * MIB])('gives the bytes of its source, %i bytes ahead', async (most) => {
    const { values, error } = await read(readAhead(watched(5).source, never(), most));
    expect(error).toBeUndefined();
    expect(values.map((chunk) => [chunk.length, chunk[0]])).toEqual([1, 2, 3, 4, 5].map((byte) => [CHUNK, byte]));
    expect(await read(readAhead(watched(0).source, never(), most))).toEqual({ values: [], error: undefined });
  });

  it('starts before it is read, and stops after 1 MiB', async () => {
    const { source, seen } = watched(100);
    const outer = new AbortController();
    const ahead = readAhead(source, outer.signal);
    await settle();
    expect(seen.chunks).toBe(MIB / CHUNK);
    const chunks = ahead.stream(never())[Symbol.asyncIterator]();
    for (let taken = 1; taken <= 5; taken += 1) {
      await chunks.next();
      await settle(5);
      expect(seen.chunks).toBe(MIB / CHUNK + taken);
    }
    await chunks.return?.();
  });

  it('has the size of its source, and fetches ranges from it', async () => {
    const ahead = readAhead(watched(3).source, never());
    expect(ahead.size).toBe(3 * CHUNK);
    expect(String(await ahead.fetchRange(5, 9, never()))).toBe('5-9');
    expect((await read(ahead)).values).toHaveLength(3);
  });

  it('keeps a failure until its reader gets there', async () => {
    const rejections = watchRejections();
    const failure = new Error('cut');
    const ahead = readAhead(watched(3, failure).source, never());
    await settle();
    expect(rejections).toEqual([]);
    const { values, error } = await drain(ahead.stream(never()));
    expect(values).toHaveLength(3);
    expect(error).toBe(failure);
  });

  it('stops its source when its reader leaves', async () => {
    const { source, seen } = watched(100);
    const ahead = readAhead(source, never());
    for await (const chunk of ahead.stream(never())) {
      expect(chunk).toHaveLength(CHUNK);
      break;
    }
    await settle(5);
    expect(seen.ended).toBe(true);
    expect(seen.chunks).toBeLessThan(20);
  });

  it('stops its source when the outer signal aborts before it was read', async () => {
    const rejections = watchRejections();
    const { source, seen } = watched(100);
    const outer = new AbortController();
    readAhead(source, outer.signal);
    await settle(5);
    const reason = new Error('left');
    outer.abort(reason);
    await settle(5);
    expect(seen).toMatchObject({ ended: true, aborted: reason });
    expect(rejections).toEqual([]);
  });

  it.each(['outer', 'reader'])('settles a pending read with the reason of the signal (%s)', async (which) => {
    const signals = { outer: new AbortController(), reader: new AbortController() };
    const stuck: ByteSource = {
      ...watched(0).source,
      stream: async function* (signal) {
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      },
    };
    const chunks = readAhead(stuck, signals.outer.signal).stream(signals.reader.signal)[Symbol.asyncIterator]();
    const pending = chunks.next();
    await settle(5);
    const reason = new Error('left');
    signals[which as 'outer'].abort(reason);
    await expect(pending).rejects.toBe(reason);
  });

  it('fails at once with signals that are aborted already', async () => {
    const reason = new Error('left');
    const aborted = AbortSignal.abort(reason);
    const open = new AbortController().signal;
    expect((await drain(readAhead(watched(3).source, aborted).stream(open))).error).toBe(reason);
    const { source, seen } = watched(100);
    expect((await drain(readAhead(source, open).stream(aborted))).error).toBe(reason);
    await settle(5);
    expect(seen.ended).toBe(true);
  });

  it('leaves no listener on the outer signal, however it ends', async () => {
    const outer = new AbortController();
    const listeners = (): number => getEventListeners(outer.signal, 'abort').length;
    await read(readAhead(watched(3).source, outer.signal));
    await drain(readAhead(watched(3, new Error('cut')).source, outer.signal).stream(never()));
    const left = readAhead(watched(100).source, outer.signal).stream(never());
    for await (const chunk of left) if (chunk) break;
    // Complete, and never read.
    readAhead(watched(3).source, outer.signal);
    await settle(5);
    expect(listeners()).toBe(0);
    readAhead(watched(100).source, outer.signal);
    expect(listeners()).toBe(1);
    outer.abort();
  });
});
