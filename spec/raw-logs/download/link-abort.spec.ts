import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { linkAbort } from '../../../lib/raw-logs/abort.js';

describe('linkAbort', () => {
  it('follows the outer signal, with its reason', () => {
    const outer = new AbortController();
    const own = linkAbort(outer.signal);
    expect(own.signal.aborted).toBe(false);
    outer.abort('why');
    expect(own.signal.reason).toBe('why');
    expect(linkAbort(outer.signal).signal.reason).toBe('why');
  });

  it('aborts alone, and needs no outer signal', () => {
    const outer = new AbortController();
    const own = linkAbort(outer.signal);
    own.abort();
    expect(own.signal.aborted).toBe(true);
    expect(outer.signal.aborted).toBe(false);
    const alone = linkAbort(undefined);
    alone.abort();
    expect(alone.signal.aborted).toBe(true);
  });

  it('follows whichever of several aborts first, and the others no longer', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const own = linkAbort(one.signal, undefined, other.signal);
    other.abort('other');
    one.abort('one');
    expect(own.signal.reason).toBe('other');
    const late = new AbortController();
    expect(linkAbort(late.signal, other.signal).signal.reason).toBe('other');
    expect(getEventListeners(late.signal, 'abort')).toHaveLength(0);
  });

  it('leaves no listener behind', () => {
    const { signal } = new AbortController();
    linkAbort(signal).abort();
    linkAbort(signal).unlink();
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
