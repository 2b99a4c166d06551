import { describe, expect, it } from 'vitest';
import type { Fault } from 'rxoffers/sandbox';
import { createArchive } from '../../../lib/sandbox/raw-logs/archives.js';
import type { FilePart } from '../../../lib/sandbox/raw-logs/file-part.js';
import { plannedStream, replyPlan } from '../../../lib/sandbox/raw-logs/respond-to-download.js';
import { bytesOf, never } from './raw-log-call.js';

const archive = createArchive(
  { name: 'a', compression: 'store', descriptor: false },
  { crc: 1, compressed: 9, size: 9 },
  () => [Buffer.from('012345678')],
);
const { start } = archive.data;

const sent = async (fault: Fault | undefined, from = start, to = start + 9) => {
  const part: FilePart = { status: 206, from, to, headers: {} };
  const { stream, end } = plannedStream(replyPlan(archive, fault), part);
  return [(await bytesOf(stream(never))).toString(), end];
};

describe('replyPlan', () => {
  it('sends everything without a fault', async () => {
    expect(await sent(undefined)).toEqual(['012345678', 'finish']);
    expect(replyPlan(archive, undefined)).toMatchObject({ archive, size: archive.size });
  });

  it.each([
    [{ kind: 'cut', at: start + 3 }, ['012', 'close']],
    [{ kind: 'cut', at: 0 }, ['', 'close']],
    [{ kind: 'cut', at: start + 9 }, ['012345678', 'finish']],
    [{ kind: 'change', at: start + 3 }, ['012', 'close']],
    [{ kind: 'change' }, ['012345678', 'finish']],
    [{ kind: 'stall-at', at: start + 3 }, ['012', 'stall']],
    [{ kind: 'corrupt' }, ['012355678', 'finish']],
    [{ kind: 'corrupt', at: start }, ['112345678', 'finish']],
    [{ kind: 'reset', at: 'headers' }, ['', 'reset']],
    [{ kind: 'stall', at: 'body' }, ['0123', 'stall']],
  ] as [Fault, [string, string]][])('sends for %j %j', async (fault, expected) => {
    expect(await sent(fault)).toEqual(expected);
  });

  it('says that a truncated file is shorter', () => {
    expect(replyPlan(archive, { kind: 'truncate', at: 5 }).size).toBe(5);
    expect(replyPlan(archive, { kind: 'truncate', at: 5000 }).size).toBe(archive.size);
    expect(replyPlan(archive, { kind: 'garbage', as: 'truncated' }).size).toBe(Math.floor(archive.size / 2));
  });

  it('may be slow, mislabelled, or lie about its CRC-32', () => {
    expect(replyPlan(archive, { kind: 'slow' }).pace).toEqual({ bytes: 64, every: 10 });
    expect(replyPlan(archive, { kind: 'garbage', as: 'encoding' }).headers).toEqual({ 'content-encoding': 'gzip' });
    expect(replyPlan(archive, { kind: 'crc' }).archive).not.toBe(archive);
  });
});
