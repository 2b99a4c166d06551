import { describe, expect, it } from 'vitest';
import { createFaultScript } from '../../../lib/sandbox/faults/fault-script.js';
import type { SandboxRequest } from '../../../lib/sandbox/sandbox-request.js';

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

  it('forgets what did not happen', () => {
    const { script, take } = createFaultScript();
    script.next({ kind: 'reset', times: Infinity });
    script.clear();
    expect([script.pending, take(request('a'))]).toEqual([0, undefined]);
  });
});
