import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { abortable } from '../../../lib/raw-logs/abort.js';

const stuck = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

async function* oneThenStuck(signal: AbortSignal, done: () => void): AsyncGenerator<number, void> {
  try {
    yield 1;
    await stuck(signal);
  } finally {
    done();
  }
}

describe('abortable', () => {
  it('settles a pending next when left', async () => {
    let ended = 0;
    const iterator = abortable(undefined, (signal) => oneThenStuck(signal, () => (ended += 1)));
    expect(await iterator.next()).toEqual({ done: false, value: 1 });
    const pending = iterator.next();
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(ended).toBe(1);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  it('fails with the reason of the outer signal, and follows it no longer', async () => {
    const outer = new AbortController();
    const iterator = abortable(outer.signal, (signal) => oneThenStuck(signal, () => undefined));
    await iterator.next();
    const pending = iterator.next();
    outer.abort(new Error('outer'));
    await expect(pending).rejects.toThrow('outer');
    expect(getEventListeners(outer.signal, 'abort')).toHaveLength(0);
  });

  it('does not start what nobody pulls', async () => {
    let started = false;
    // eslint-disable-next-line @typescript-eslint/require-await -- what it does is asynchronous in real life
    const iterator = abortable(undefined, async function* () {
      started = true;
      yield 1;
    });
    await iterator.return?.();
    expect(started).toBe(false);
  });
});
