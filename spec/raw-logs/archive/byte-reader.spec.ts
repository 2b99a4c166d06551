import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RawLogCorruptError } from 'rxoffers';
import { createByteReader } from '../../../lib/raw-logs/archive/byte-reader.js';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { sourceOf } from '../../support/download-of.js';

const readerOf = (bytes: Buffer, piece = 3, offset = 0) =>
  createByteReader(sourceOf(bytes, piece).stream(new AbortController().signal)[Symbol.asyncIterator](), damageOf('f'), offset); // prettier-ignore
const digits = Buffer.from('0123456789');

describe('createByteReader', () => {
  it('peeks without using up, and takes across chunks', async () => {
    const reader = readerOf(digits);
    expect(String(await reader.peek(5))).toBe('01234');
    expect(reader.offset).toBe(0);
    expect(String(await reader.take(7, 'x'))).toBe('0123456');
    expect(reader.offset).toBe(7);
    expect(String(await reader.peek(99))).toBe('789');
  });

  it('gives what is at hand, up to a limit, and the end', async () => {
    const reader = readerOf(digits);
    expect(String(await reader.some())).toBe('012');
    expect(String(await reader.some(2))).toBe('34');
    expect(String(await reader.some())).toBe('5');
    await reader.take(4, 'x');
    expect(await reader.some()).toBeUndefined();
    expect(await reader.some()).toBeUndefined();
  });

  it('names what is missing', async () => {
    const reader = readerOf(digits, 4, 100);
    const error = await reader.take(11, 'comment').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RawLogCorruptError);
    expect(error).toMatchObject({ message: expect.stringMatching(/comment.*11 bytes at 100.*10 bytes/) as string });
  });

  it('is in the right place whatever is read and given back', async () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ take: fc.nat(5) }),
        fc.record({ some: fc.integer({ min: 1, max: 5 }), back: fc.nat(5) }),
        fc.record({ peek: fc.nat(8) }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 12 }), async (list, piece) => {
        const reader = readerOf(digits, piece);
        let at = 0;
        for (const step of list) {
          if ('take' in step) {
            if (at + step.take > digits.length) continue;
            expect(await reader.take(step.take, 'x')).toEqual(digits.subarray(at, (at += step.take)));
          } else if ('peek' in step) {
            expect(await reader.peek(step.peek)).toEqual(digits.subarray(at, at + step.peek));
          } else {
            const got = (await reader.some(step.some)) ?? Buffer.alloc(0);
            expect(got).toEqual(digits.subarray(at, at + got.length));
            const back = got.subarray(Math.max(0, got.length - step.back));
            reader.unread(back);
            at += got.length - back.length;
          }
          expect(reader.offset).toBe(at);
        }
      }),
    );
  });
});
