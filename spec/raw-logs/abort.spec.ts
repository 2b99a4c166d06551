import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { abortable, linkAbort } from '../../lib/raw-logs/abort.js';

describe('linkAbort', () => {
  it('follows whichever signal aborts first, with its reason, and then stops listening to the others', () => {
    const [one, other, late] = [new AbortController(), new AbortController(), new AbortController()];
    const linked = linkAbort(one.signal, undefined, other.signal);
    expect(linked.signal.aborted).toBe(false);
    other.abort('other');
    one.abort('one');
    expect(linked.signal.reason).toBe('other');
    expect(linkAbort(late.signal, other.signal).signal.reason).toBe('other');
    expect(getEventListeners(late.signal, 'abort')).toHaveLength(0);
  });

  it('aborts without its outer signal, and works without one', () => {
    const outer = new AbortController();
    for (const linked of [linkAbort(outer.signal), linkAbort(undefined)]) {
      linked.abort('why');
      expect(linked.signal.reason).toBe('why');
    }
    expect(outer.signal.aborted).toBe(false);
  });

  it('leaves no listener when aborted or unlinked', () => {
    const { signal } = new AbortController();
    linkAbort(signal).abort();
    const linked = linkAbort(signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    linked.unlink();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

const stuck = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

async function* oneThenStuck(signal: AbortSignal, onEnd: () => void): AsyncGenerator<number, void> {
  try {
    yield 1;
    await stuck(signal);
  } finally {
    onEnd();
  }
}

describe('abortable', () => {
  it('settles a pending next when left, and swallows what fails on the way out', async () => {
    let ended = 0;
    const iterator = abortable(undefined, (signal) =>
      oneThenStuck(signal, () => {
        ended += 1;
        throw new Error('clean-up');
      }),
    );
    expect(await iterator.next()).toEqual({ done: false, value: 1 });
    const pending = iterator.next();
    expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(ended).toBe(1);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
  });

  it('fails with the reason of the outer signal, and then stops listening to it', async () => {
    const outer = new AbortController();
    const iterator = abortable(outer.signal, (signal) => oneThenStuck(signal, () => undefined));
    await iterator.next();
    const pending = iterator.next();
    outer.abort(new Error('outer'));
    await expect(pending).rejects.toThrow('outer');
    expect(getEventListeners(outer.signal, 'abort')).toHaveLength(0);
  });

  it('does not start what is left before the first pull', async () => {
    let started = false;
    // eslint-disable-next-line @typescript-eslint/require-await -- in real use it awaits
    const iterator = abortable(undefined, async function* () {
      started = true;
      yield 1;
    });
    await iterator.return?.();
    expect(started).toBe(false);
  });
});
