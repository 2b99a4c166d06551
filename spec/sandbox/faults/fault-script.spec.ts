import { describe, expect, it } from 'vitest';
import type { SandboxRequest } from 'rxoffers/sandbox';
import { createFaultScript } from '../../../lib/sandbox/faults/script.js';

const request = (method: string): SandboxRequest => ({
  ...{
    verb: 'GET',
    url: '/',
    target: 'Offer',
    method,
    params: [],
    contentType: undefined,
    headers: {},
    files: [],
    at: 0,
  },
});

describe('createFaultScript', () => {
  it('gives each request the next fault, so many times', () => {
    const { script, take } = createFaultScript();
    script.next({ kind: 'reset', times: 2 });
    script.next({ kind: 'limit' });
    expect(script.pending).toBe(3);
    expect(Array.from({ length: 4 }, () => take(request('a'))?.kind)).toEqual(['reset', 'reset', 'limit', undefined]);
    expect(script.pending).toBe(0);
  });

  it('passes requests that no fault is meant for', () => {
    const { script, take } = createFaultScript();
    script.next({ kind: 'stall', when: ({ method }) => method === 'create' });
    script.next({ kind: 'reset', when: ({ method }) => method === 'findAll' });
    expect([take(request('findById')), take(request('findAll'))?.kind, take(request('create'))?.kind]).toEqual([
      ...[undefined, 'reset', 'stall'],
    ]);
  });

  it('keeps a fault of downloads for a download, whatever else comes first', () => {
    const { script, take } = createFaultScript();
    script.next({ kind: 'cut', at: 5 });
    script.next({ kind: 'limit' });
    const download = { ...request('download'), url: '/raw-logs/clicks/20160909/a.zip' };
    expect([take(request('a'))?.kind, take(request('a')), take(download)?.kind]).toEqual(['limit', undefined, 'cut']);
  });

  it('refuses a fault that there cannot be, and keeps nothing of it', () => {
    const { script } = createFaultScript();
    expect(() => script.next({ kind: 'cut', at: -1 })).toThrow(RangeError);
    expect(script.pending).toBe(0);
  });

  it('forgets what did not happen', () => {
    const { script, take } = createFaultScript();
    script.next({ kind: 'reset', times: Infinity });
    script.clear();
    expect([script.pending, take(request('a'))]).toEqual([0, undefined]);
  });
});
