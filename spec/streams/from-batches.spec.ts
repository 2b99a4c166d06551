import { take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { fromBatches } from '../../lib/streams/stream.js';
import { collect, settle } from '../support/collect.js';

/** Batches of ten numbers; counts what was opened, pulled and aborted. */
const batches = (count: number) => {
  const seen = { pulled: 0, aborted: 0, opened: 0 };
  async function* open(signal: AbortSignal): AsyncGenerator<readonly number[]> {
    seen.opened++;
    signal.addEventListener('abort', () => seen.aborted++);
    for (let batch = 0; batch < count; batch++) {
      await Promise.resolve();
      seen.pulled++;
      yield Array.from({ length: 10 }, (_, index) => batch * 10 + index);
    }
  }
  return { seen, open };
};

describe('fromBatches', () => {
  it('emits the elements of all batches in order, opening the source for each subscription', async () => {
    const { seen, open } = batches(5);
    const stream = fromBatches(open);
    expect(seen.opened).toBe(0);
    for (const _ of [1, 2]) expect(await collect(stream)).toEqual(Array.from({ length: 50 }, (_, index) => index));
    expect(seen.opened).toBe(2);
  });

  it('pulls one batch ahead of a slow consumer at most', async () => {
    const { seen, open } = batches(1_000);
    let count = 0;
    for await (const _ of fromBatches(open)) {
      if (++count % 100 !== 0) continue;
      await settle(5);
      expect(seen.pulled).toBeGreaterThanOrEqual(Math.floor((count + 256) / 10));
      expect(seen.pulled).toBeLessThanOrEqual(Math.ceil((count + 256) / 10) + 1);
      if (count === 300) break;
    }
    expect(seen.aborted).toBe(1);
  });

  it('aborts at once, in the middle of a batch or while one is awaited', async () => {
    const { seen, open } = batches(5);
    expect(await collect(fromBatches(open).pipe(take(3)))).toEqual([0, 1, 2]);
    expect(seen).toMatchObject({ pulled: 1, aborted: 1 });
    let aborted = false;
    const subscription = fromBatches<number>((signal) => ({
      next: () =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => ((aborted = true), reject(new Error('aborted')))),
        ),
    })).subscribe();
    subscription.unsubscribe();
    expect(aborted).toBe(true);
    await settle(1);
  });

  it('ends with an error of the source, after the elements before it', async () => {
    async function* failing(): AsyncGenerator<readonly number[]> {
      yield await Promise.resolve([1, 2]);
      throw new Error('broken');
    }
    const seen: number[] = [];
    const error = await new Promise((resolve) => {
      fromBatches(failing).subscribe({ next: (value) => seen.push(value), error: resolve });
    });
    expect([seen, error]).toEqual([[1, 2], new Error('broken')]);
  });
});
