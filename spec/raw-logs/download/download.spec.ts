import { randomBytes } from 'node:crypto';
import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { RawLogChangedError } from 'rxoffers';
import { readAll, serve } from '../../support/download-of.js';

const bytes = randomBytes(300_000);
const { signal } = new AbortController();

describe('The stream of a download', () => {
  it('sends nothing before it is pulled, and knows the size from the first response', async () => {
    await using served = await serve(bytes);
    served.source.stream(signal);
    expect([served.asked(), served.server.requests.length, served.source.size]).toEqual([0, 0, undefined]);
    expect((await readAll(served.source)).equals(bytes)).toBe(true);
    expect(served.source.size).toBe(bytes.length);
  });

  it('ends at once for an empty file', async () => {
    await using served = await serve(Buffer.alloc(0));
    expect(await readAll(served.source)).toHaveLength(0);
  });

  it('resumes for free after its consumer paused', async () => {
    let clock = 0;
    const retry = { retries: 0, retryDelay: 1, maxRetryDelay: 1 };
    await using served = await serve(bytes, (n) => (n === 0 ? { cutAt: 100_000 } : {}), { retry, now: () => clock });
    const parts: Buffer[] = [];
    for await (const part of served.source.stream(signal)) {
      parts.push(part);
      clock += 1000;
    }
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  });

  it('settles a pending next at once when aborted, and closes the socket', async () => {
    await using served = await serve(bytes, () => ({ stallAt: 1000 }));
    const abort = new AbortController();
    const chunks = served.source.stream(abort.signal)[Symbol.asyncIterator]();
    await chunks.next();
    const pending = chunks.next();
    abort.abort(new Error('left'));
    await expect(pending).rejects.toThrow('left');
    await expect.poll(() => served.server.sockets.size).toBe(0);
  });

  it('settles while it waits for the next attempt, for its signal and for that of the client', async () => {
    const retry = { retries: 3, retryDelay: 100_000, maxRetryDelay: 100_000, random: () => 1 };
    for (const which of ['signal', 'closed'] as const) {
      const abort = new AbortController();
      const onEvent = (): void => abort.abort(new Error(which));
      const closed = which === 'closed' ? { closed: abort.signal } : {};
      await using served = await serve(bytes, () => ({ hangUp: true }), { retry, onEvent, ...closed });
      await expect(readAll(served.source, which === 'signal' ? abort.signal : signal)).rejects.toThrow(which);
      expect(getEventListeners(abort.signal, 'abort')).toHaveLength(0);
    }
  });
});

describe('fetchRange', () => {
  it('reads a range of the same file while it is streamed', async () => {
    await using served = await serve(bytes);
    const chunks = served.source.stream(signal)[Symbol.asyncIterator]();
    await chunks.next();
    expect(await served.source.fetchRange(10, 20, signal)).toEqual(bytes.subarray(10, 20));
    expect(served.server.requests[1]).toMatchObject({ range: 'bytes=10-19', ifRange: '"v1"' });
    await chunks.return?.();
  });

  it('resolves with nothing when ranges are not supported', async () => {
    await using served = await serve(bytes, () => ({ ranges: false }));
    expect(await served.source.fetchRange(10, 20, signal)).toBeUndefined();
  });

  it('resumes after a break, and learns the size', async () => {
    await using served = await serve(bytes, (n) => (n < 2 ? { cutAt: 15 } : {}));
    expect(await served.source.fetchRange(10, 20, signal)).toEqual(bytes.subarray(10, 20));
    expect(served.source.size).toBe(bytes.length);
  });

  it('fails when the file has changed since it was streamed', async () => {
    await using served = await serve(bytes, (n) => ({ etag: n === 0 ? '"v1"' : '"v2"' }));
    await readAll(served.source);
    await expect(served.source.fetchRange(10, 20, signal)).rejects.toBeInstanceOf(RawLogChangedError);
  });
});
