import { take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { fromBatches } from '../../lib/streams/from-batches.js';
import { collect, failureOf, settle } from '../support/collect.js';

/** Batches of ten numbers; remembers how many were pulled and whether it was aborted. */
const batches = (count: number) => {
  const seen = { pulled: 0, aborted: 0, opened: 0 };
  async function* generate(signal: AbortSignal): AsyncGenerator<readonly number[]> {
    seen.opened++;
    signal.addEventListener('abort', () => seen.aborted++);
    for (let batch = 0; batch < count; batch++) {
      await settle(0);
      seen.pulled++;
      yield Array.from({ length: 10 }, (_, index) => batch * 10 + index);
    }
  }
  return { seen, open: (signal: AbortSignal) => generate(signal) };
};

describe('fromBatches', () => {
  it('emits the elements of all batches in order, opening anew for each subscription', async () => {
    const { seen, open } = batches(5);
    const stream = fromBatches(open);
    expect(seen.opened).toBe(0);
    expect(await collect(stream)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    await collect(stream);
    expect(seen.opened).toBe(2);
  });

  it('pulls one batch ahead of a slow consumer at the most', async () => {
    const { seen, open } = batches(1_000);
    let count = 0;
    for await (const _ of fromBatches(open)) {
      if (++count % 100 !== 0) continue;
      await settle(5);
      expect(seen.pulled).toBeLessThanOrEqual(Math.ceil((count + 256) / 10) + 1);
      if (count === 500) break;
    }
    expect(seen.aborted).toBe(1);
  });

  it('aborts while a batch is awaited', async () => {
    let aborted = false;
    const stalled = (signal: AbortSignal): AsyncIterator<readonly number[]> => ({
      next: () =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => ((aborted = true), reject(new Error('aborted')))),
        ),
    });
    const subscription = fromBatches(stalled).subscribe();
    await settle(1);
    subscription.unsubscribe();
    expect(aborted).toBe(true);
    await settle(1);
  });

  it('passes on what the source fails with, after the elements before it', async () => {
    async function* failing(): AsyncGenerator<readonly number[]> {
      yield await Promise.resolve([1, 2]);
      throw new Error('broken');
    }
    const seen: number[] = [];
    const error = await failureOf(
      fromBatches(failing).pipe(
        (source) => (source.subscribe({ next: (n) => seen.push(n), error: () => undefined }), source),
      ),
    );
    expect(error).toMatchObject({ message: 'broken' });
    expect(seen).toEqual([1, 2]);
  });

  it('stops in the middle of a batch', async () => {
    const { seen, open } = batches(5);
    expect(await collect(fromBatches(open).pipe(take(3)))).toEqual([0, 1, 2]);
    expect(seen).toMatchObject({ pulled: 1, aborted: 1 });
  });
});
