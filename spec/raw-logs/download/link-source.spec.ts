import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createLinkSource } from '../../../lib/raw-logs/download/link-source.js';

const never = new AbortController().signal;
const counting = (options?: Parameters<typeof createLinkSource>[1]) => {
  let requests = 0;
  const source = createLinkSource(() => Promise.resolve(`link ${++requests}`), options);
  return { source, requests: () => requests };
};

describe('createLinkSource', () => {
  it('requests once while the link lives, 8 hours', async () => {
    let clock = 0;
    const { source, requests } = counting({ now: () => clock });
    expect(requests()).toBe(0);
    expect(await source.get(never)).toBe('link 1');
    clock = 8 * 3_600_000 - 1;
    expect(await source.get(never)).toBe('link 1');
    clock += 1;
    expect(await source.get(never)).toBe('link 2');
  });

  it('drops the link that was refused, and no other', async () => {
    const { source } = counting();
    const first = await source.get(never);
    source.renew(first);
    expect(await source.get(never)).toBe('link 2');
    source.renew(first);
    expect(await source.get(never)).toBe('link 2');
  });

  it('shares one request between concurrent callers', async () => {
    const { source, requests } = counting();
    expect(await Promise.all([source.get(never), source.get(never)])).toEqual(['link 1', 'link 1']);
    expect(requests()).toBe(1);
  });

  it('aborts the request when its last caller has left', async () => {
    const signals: AbortSignal[] = [];
    const source = createLinkSource((signal) => {
      signals.push(signal);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    });
    const [one, two] = [new AbortController(), new AbortController()];
    const waiting = [source.get(one.signal), source.get(two.signal)];
    one.abort(new Error('one left'));
    await expect(waiting[0]).rejects.toThrow('one left');
    expect(signals[0]?.aborted).toBe(false);
    two.abort(new Error('two left'));
    await expect(waiting[1]).rejects.toThrow('two left');
    expect(signals[0]?.aborted).toBe(true);
    const three = new AbortController();
    const again = source.get(three.signal);
    await expect.poll(() => signals.length).toBe(2);
    three.abort(new Error('three left'));
    await expect(again).rejects.toThrow('three left');
    expect(getEventListeners(one.signal, 'abort')).toHaveLength(0);
  });

  it('keeps sharing the next request when an abandoned one ends after it has started', async () => {
    const replies: ((link: string) => void)[] = [];
    const source = createLinkSource(() => new Promise((resolve) => replies.push(resolve)));
    const left = new AbortController();
    const first = source.get(left.signal);
    left.abort(new Error('left'));
    await expect(first).rejects.toThrow('left');
    const second = source.get(never);
    await expect.poll(() => replies.length).toBe(2);
    const settled = Promise.reject(new Error('aborted'));
    replies[0]?.(settled as unknown as string);
    await expect(settled).rejects.toThrow();
    const third = source.get(never);
    replies[1]?.('link');
    expect(await Promise.all([second, third])).toEqual(['link', 'link']);
    expect(replies).toHaveLength(2);
  });

  it('does not cache a failure', async () => {
    let fail = true;
    const source = createLinkSource(() => (fail ? Promise.reject(new Error('no')) : Promise.resolve('link')));
    await expect(source.get(never)).rejects.toThrow('no');
    fail = false;
    expect(await source.get(never)).toBe('link');
  });

  it('requests nothing for a caller whose signal is already aborted', async () => {
    const { source, requests } = counting();
    await expect(source.get(AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    expect(requests()).toBe(0);
  });
});
