import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partOf, readParts, type BytePart } from '../../../lib/sandbox/raw-logs/archives.js';
import { bytesOf, never } from './raw-log-call.js';

const inChunks = (text: string, size: number): BytePart => ({
  length: text.length,
  read: () => text.match(new RegExp(`.{1,${size}}`, 'g'))?.map((piece) => Buffer.from(piece)) ?? [],
});

describe('readParts', () => {
  it('reads any range of any parts', async () => {
    const range = fc.tuple(fc.nat(30), fc.nat(30));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 })),
        range,
        async (texts, [a, b]) => {
          const [from, to] = [Math.min(a, b), Math.max(a, b)];
          const parts = texts.map((text, index) => inChunks(text, 1 + (index % 4)));
          expect((await bytesOf(readParts(parts, from, to, never))).toString()).toBe(texts.join('').slice(from, to));
        },
      ),
    );
  });

  it('does not make a part that lies outside', async () => {
    const untouched: BytePart = {
      length: 5,
      read: () => {
        throw new Error('read');
      },
    };
    const parts = [untouched, partOf(Buffer.from('middle')), untouched];
    expect((await bytesOf(readParts(parts, 5, 11, never))).toString()).toBe('middle');
  });

  it('lets a part go as soon as it has enough of it', async () => {
    let made = 0;
    const endless: BytePart = {
      length: Infinity,
      read: function* () {
        for (;;) {
          made += 1;
          yield Buffer.from('xy');
        }
      },
    };
    expect(await bytesOf(readParts([endless], 3, 7, never))).toHaveLength(4);
    expect(made).toBe(4);
  });
});
