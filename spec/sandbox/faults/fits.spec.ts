import { describe, expect, it } from 'vitest';
import type { Fault, SandboxRequest } from 'rxoffers/sandbox';
import { fits } from '../../../lib/sandbox/faults/script.js';

const call = {
  url: '/Apiv3/json?Target=RawLog&Method=download',
  target: 'RawLog',
  method: 'download',
} as SandboxRequest;
const download = { ...call, url: '/raw-logs/clicks/20160909/a.zip?X-Amz-Date=1' };

describe('fits', () => {
  it.each([
    { kind: 'cut', at: 1 },
    { kind: 'stall-at', at: 1 },
    { kind: 'change' },
    { kind: 'corrupt' },
    { kind: 'crc' },
    { kind: 'truncate', at: 1 },
    { kind: 'not-a-zip' },
    { kind: 's3' },
  ] as Fault[])('keeps $kind for downloads', (fault) => {
    expect([fits(fault, call), fits(fault, download)]).toEqual([false, true]);
  });

  it.each([{ kind: 'limit' }, { kind: 'refuse', message: 'no' }] as Fault[])('keeps $kind for calls', (fault) => {
    expect([fits(fault, call), fits(fault, download)]).toEqual([true, false]);
  });

  it.each([{ kind: 'reset' }, { kind: 'stall' }, { kind: 'status', status: 503 }, { kind: 'slow' }] as Fault[])(
    'takes $kind for any request',
    (fault) => {
      expect([fits(fault, call), fits(fault, download)]).toEqual([true, true]);
    },
  );

  it('asks `when`, too', () => {
    const when = ({ url }: SandboxRequest) => url.includes('clicks');
    expect(fits({ kind: 'cut', at: 1, when }, download)).toBe(true);
    expect(fits({ kind: 'cut', at: 1, when: () => false }, download)).toBe(false);
    expect(fits({ kind: 'reset', when }, call)).toBe(false);
  });
});
