import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../../lib/raw-logs/download/download-options.js';
import { readAhead } from '../../../lib/raw-logs/flow/read-ahead.js';
import { settle } from '../../support/collect.js';
import { readAll, sourceOf } from '../../support/download-of.js';
import { drain } from '../../support/raw-log-files.js';
import { watchRejections } from '../../support/rejections.js';

const PIECE = 64 * 1024;
const MIB = 1024 * 1024;

/** A source of pieces, which may fail behind them, and remembers how far it came and whether it has ended. */
const watched = (pieces: number, failure?: Error) => {
  const seen = { pieces: 0, ended: false, aborted: undefined as unknown };
  const source: ByteSource = {
    size: pieces * PIECE,
    stream: async function* (signal) {
      signal.addEventListener('abort', () => void (seen.aborted = signal.reason));
      try {
        for (; seen.pieces < pieces;) {
          await Promise.resolve();
          signal.throwIfAborted();
          seen.pieces += 1;
          yield Buffer.alloc(PIECE, seen.pieces);
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

describe('readAhead', () => {
  it('brings the bytes of its source, whatever the pieces', async () => {
    const bytes = Buffer.from(Array.from({ length: 3000 }, (_, index) => index % 251));
    for (const most of [1, 64, 10_000]) {
      const ahead = readAhead(sourceOf(bytes, 70), new AbortController().signal, most);
      expect((await readAll(ahead)).equals(bytes)).toBe(true);
    }
    expect(await readAll(readAhead(sourceOf(Buffer.alloc(0)), new AbortController().signal))).toHaveLength(0);
  });

  it('starts before anyone reads, and stops after 1 MiB', async () => {
    const { source, seen } = watched(100);
    const outer = new AbortController();
    const ahead = readAhead(source, outer.signal);
    await settle();
    expect(seen.pieces).toBe(MIB / PIECE);
    const chunks = ahead.stream(new AbortController().signal)[Symbol.asyncIterator]();
    for (let taken = 1; taken <= 5; taken += 1) {
      await chunks.next();
      await settle(5);
      expect(seen.pieces).toBe(MIB / PIECE + taken);
    }
    await chunks.return?.();
  });

  it('knows the size and fetches ranges as its source does', async () => {
    const ahead = readAhead(watched(3).source, new AbortController().signal);
    expect(ahead.size).toBe(3 * PIECE);
    expect(String(await ahead.fetchRange(5, 9, new AbortController().signal))).toBe('5-9');
    expect(await readAll(ahead)).toHaveLength(3 * PIECE);
  });

  it('keeps a failure for its place, behind the bytes before it', async () => {
    const rejections = watchRejections();
    const failure = new Error('cut');
    const ahead = readAhead(watched(3, failure).source, new AbortController().signal);
    await settle();
    expect(rejections).toEqual([]);
    const { values, error } = await drain(ahead.stream(new AbortController().signal));
    expect(values).toHaveLength(3);
    expect(error).toBe(failure);
  });

  it('stops its source when its reader leaves', async () => {
    const { source, seen } = watched(100);
    const ahead = readAhead(source, new AbortController().signal);
    for await (const chunk of ahead.stream(new AbortController().signal)) {
      expect(chunk).toHaveLength(PIECE);
      break;
    }
    await settle(5);
    expect(seen.ended).toBe(true);
    expect(seen.pieces).toBeLessThan(20);
  });

  it('stops its source when nobody has read it and all is over', async () => {
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
      ...sourceOf(Buffer.alloc(0)),
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

  it('leaves no listener on a signal that outlives it, however it ends', async () => {
    const outer = new AbortController();
    const listeners = (): number => getEventListeners(outer.signal, 'abort').length;
    await readAll(readAhead(watched(3).source, outer.signal));
    await drain(readAhead(watched(3, new Error('cut')).source, outer.signal).stream(new AbortController().signal));
    const left = readAhead(watched(100).source, outer.signal).stream(new AbortController().signal);
    for await (const chunk of left) if (chunk) break;
    // Brought whole, and never read.
    readAhead(watched(3).source, outer.signal);
    await settle(5);
    expect(listeners()).toBe(0);
    readAhead(watched(100).source, outer.signal);
    expect(listeners()).toBe(1);
    outer.abort();
  });
});
