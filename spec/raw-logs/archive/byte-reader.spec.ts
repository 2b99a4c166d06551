import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RawLogCorruptError } from 'rxoffers';
import { createByteReader } from '../../../lib/raw-logs/archive/byte-reader.js';
import { damage, readerOf } from '../../support/reader-of.js';

const digits = Buffer.from('0123456789');

describe('createByteReader', () => {
  it('peeks without consuming, and takes across chunks', async () => {
    const reader = readerOf(digits, 3);
    expect(String(await reader.peek(5))).toBe('01234');
    expect(reader.offset).toBe(0);
    expect(String(await reader.take(7, 'x'))).toBe('0123456');
    expect(reader.offset).toBe(7);
    expect(String(await reader.peek(99))).toBe('789');
  });

  it('gives what is buffered, up to a limit, and the end', async () => {
    const reader = readerOf(digits, 3);
    expect(String(await reader.some())).toBe('012');
    expect(String(await reader.some(2))).toBe('34');
    expect(String(await reader.some())).toBe('5');
    await reader.take(4, 'x');
    expect(await reader.some()).toBeUndefined();
    expect(await reader.some()).toBeUndefined();
  });

  it('skips empty chunks', async () => {
    const chunks = ['', 'ab', '', '', 'c'].map((text) => Buffer.from(text)).values();
    const reader = createByteReader({ next: () => Promise.resolve(chunks.next()) }, damage);
    expect([String(await reader.some()), String(await reader.some()), await reader.some()]).toEqual(['ab', 'c', undefined]); // prettier-ignore
  });

  it('names what is missing', async () => {
    const error = await readerOf(digits, 4, 100)
      .take(11, 'comment')
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RawLogCorruptError);
    expect(error).toMatchObject({ message: expect.stringMatching(/comment.*11 bytes at 100.*10 bytes/) as string });
  });

  it('is at the right offset whatever is read and put back', async () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ take: fc.nat(5) }),
        fc.record({ some: fc.integer({ min: 1, max: 5 }), back: fc.nat(5) }),
        fc.record({ peek: fc.nat(8) }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 12 }), async (list, chunk) => {
        const reader = readerOf(digits, chunk);
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
