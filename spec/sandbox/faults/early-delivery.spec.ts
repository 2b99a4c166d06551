import { describe, expect, it } from 'vitest';
import type { Fault } from 'rxoffers/sandbox';
import { earlyDelivery } from '../../../lib/sandbox/faults/delivery.js';

const seen = (fault: Fault): unknown[] => {
  const reply = earlyDelivery(fault);
  return [reply?.status, reply?.headers['content-type'], reply?.body.toString()];
};

describe('earlyDelivery', () => {
  it('breaks off at once', () => {
    expect(earlyDelivery({ kind: 'reset' })).toMatchObject({ sends: 'nothing', end: 'reset' });
    expect(earlyDelivery({ kind: 'stall', at: 'start' })).toMatchObject({ sends: 'nothing', end: 'stall' });
  });

  it('has a page that claims to be an archive', () => {
    expect(seen({ kind: 'not-a-zip' })).toEqual([200, 'application/zip', expect.stringMatching(/^<!DOCTYPE html>/)]);
  });

  it('speaks for the storage, with whatever status', () => {
    expect(seen({ kind: 's3' })).toEqual([403, 'application/xml', expect.stringMatching('<Code>AccessDenied</Code>')]);
    expect(seen({ kind: 's3', status: 200, code: 'SlowDown', message: 'Slow down' })).toEqual([
      ...[200, 'application/xml', expect.stringMatching('<Code>SlowDown</Code><Message>Slow down</Message>') as string],
    ]);
  });

  it.each([
    { kind: 'reset', at: 'body' },
    { kind: 'stall', at: 'headers' },
    { kind: 'garbage', as: 'truncated' },
    { kind: 'garbage', as: 'encoding' },
    { kind: 'slow' },
    { kind: 'limit' },
    { kind: 'refuse', message: 'no' },
    { kind: 'cut', at: 1 },
    { kind: 'change' },
    { kind: 'crc' },
  ] as Fault[])('leaves $kind to those who know the real reply', (fault) => {
    expect(earlyDelivery(fault)).toBeUndefined();
  });
});
