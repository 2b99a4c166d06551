import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { RawLogChangedError } from 'rxoffers';
import { skipUsed } from '../../../lib/raw-logs/download/chunks.js';

const bytes = Buffer.from('0123456789');

const passAll = (piece: number, used: number, crc: number | undefined): string => {
  const skip = skipUsed('f', used, crc);
  let text = '';
  for (let at = 0; at < bytes.length; at += piece) text += skip.pass(bytes.subarray(at, at + piece)).toString();
  expect(skip.left).toBe(0);
  return text;
};

describe('skipUsed', () => {
  it('drops what was used, wherever the chunks end', () => {
    for (let used = 0; used <= bytes.length; used += 1)
      for (let piece = 1; piece <= bytes.length; piece += 1) {
        expect(passAll(piece, used, undefined)).toBe('0123456789'.slice(used));
        expect(passAll(piece, used, crc32(bytes.subarray(0, used)))).toBe('0123456789'.slice(used));
      }
  });

  it('notices that it was other bytes, before it passes any on', () => {
    const skip = skipUsed('f', 5, crc32(Buffer.from('01x34')));
    skip.pass(bytes.subarray(0, 4));
    expect(() => skip.pass(bytes.subarray(4))).toThrow(RawLogChangedError);
  });

  it('says how much is left', () => {
    const skip = skipUsed('f', 7, undefined);
    skip.pass(bytes.subarray(0, 4));
    expect(skip.left).toBe(3);
  });
});
