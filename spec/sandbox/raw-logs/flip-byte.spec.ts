import { describe, expect, it } from 'vitest';
import { partOf, readParts } from '../../../lib/sandbox/raw-logs/archives.js';
import { flipByte } from '../../../lib/sandbox/raw-logs/respond-to-download.js';
import { bytesOf, never } from './raw-log-call.js';

const BYTES = Buffer.from('0123456789');
const parts = [partOf(BYTES.subarray(0, 3)), partOf(BYTES.subarray(3, 6)), partOf(BYTES.subarray(6))];

const flipped = async (at: number, from = 0): Promise<string> =>
  (await bytesOf(flipByte(readParts(parts, from, 10, never), from, at))).toString();

describe('flipByte', () => {
  it('changes one byte and no other, in whatever chunk it lies', async () => {
    expect([await flipped(0), await flipped(3), await flipped(5), await flipped(9)]).toEqual([
      ...['1123456789', '0122456789', '0123446789', '0123456788'],
    ]);
  });

  it('counts from the start of the file', async () => {
    expect([await flipped(5, 4), await flipped(2, 4), await flipped(10)]).toEqual(['446789', '456789', '0123456789']);
  });

  it('leaves the bytes that it was given alone', () => {
    expect(BYTES.toString()).toBe('0123456789');
  });
});
