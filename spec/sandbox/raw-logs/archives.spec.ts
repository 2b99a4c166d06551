import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BytePart, deflateChunks, readParts, yieldToEventLoop } from '../../../lib/sandbox/raw-logs/archives.js';
import { soak } from '../../support/soak.js';

const never = new AbortController().signal;

const textOf = async (chunks: AsyncIterable<Buffer>): Promise<string> => {
  let text = '';
  for await (const chunk of chunks) text += chunk.toString('latin1');
  return text;
};

const inChunks = (text: string, size: number): BytePart => ({
  length: text.length,
  read: () => text.match(new RegExp(`.{1,${size}}`, 'g'))?.map((chunk) => Buffer.from(chunk)) ?? [],
});

describe('readParts', () => {
  it('reads any range of any parts', async () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 }));
    const check = async (parts: string[], a: number, b: number) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const read = readParts(
        parts.map((text, index) => inChunks(text, 1 + (index % 4))),
        ...[from, to, never],
      );
      expect(await textOf(read)).toBe(parts.join('').slice(from, to));
    };
    await fc.assert(fc.asyncProperty(texts, fc.nat(30), fc.nat(30), check), { numRuns: soak(30, 100) });
  });

  it('does not create a part outside the range, and stops within one', async () => {
    let count = 0;
    const fail = () => {
      throw new Error('created');
    };
    const endless: BytePart = {
      length: Infinity,
      read: function* () {
        for (;;) {
          count += 1;
          yield Buffer.from('xy');
        }
      },
    };
    const parts = [{ length: 5, read: fail }, endless, { length: 5, read: fail }];
    expect(await textOf(readParts(parts, 8, 12, never))).toBe('yxyx');
    expect(count).toBe(4);
  });
});

describe('yieldToEventLoop', () => {
  it('fails with the reason of its signal', async () => {
    const leaving = new AbortController();
    const reading = yieldToEventLoop([Buffer.from('a'), Buffer.from('b')], leaving.signal);
    await reading.next();
    leaving.abort(new Error('left'));
    await expect(reading.next()).rejects.toThrow('left');
  });
});

describe('deflateChunks', () => {
  it('creates an empty stream from nothing', async () => {
    const bytes = await textOf(deflateChunks(yieldToEventLoop([], never)));
    expect(inflateRawSync(Buffer.from(bytes, 'latin1'))).toHaveLength(0);
  });

  it('closes its source when the reader leaves', async () => {
    let created = 0;
    let close: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (close = resolve));
    function* source(): Generator<Buffer> {
      try {
        for (; created < 1_000_000; created++) yield Buffer.from(`${created} ${Math.sin(created)}\n`.repeat(500));
      } finally {
        close();
      }
    }
    for await (const chunk of deflateChunks(yieldToEventLoop(source(), never))) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    await closed;
    expect(created).toBeLessThan(1_000_000);
  });

  it('fails when its source fails', async () => {
    function* failing(): Generator<Buffer> {
      yield Buffer.from('x');
      throw new Error('source broke');
    }
    await expect(textOf(deflateChunks(yieldToEventLoop(failing(), never)))).rejects.toThrow('source broke');
  });
});
