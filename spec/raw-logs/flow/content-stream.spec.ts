import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { RawLogCorruptError, Stream } from 'rxoffers';
import { contentStream } from '../../../lib/raw-logs/flow/log-reader.js';
import { collect, failureOf } from '../../support/collect.js';
import { sourceOf } from '../../support/download-of.js';
import { drain } from '../../support/raw-log-files.js';
import { buildZip, type ZipEntry } from '../../support/zip-builder.js';

const CSV = Buffer.from('id,note\n1,"x"\n'.repeat(50_000));

const contentOf = (entries: readonly ZipEntry[], options = {}) => {
  const seen = { opened: 0, failures: [] as unknown[] };
  const zip = buildZip(entries);
  const open = () => {
    seen.opened += 1;
    return sourceOf(zip);
  };
  const content = contentStream({ name: 'x.zip', open, failed: (error) => void seen.failures.push(error) }, options);
  return { content, seen };
};

describe('contentStream', () => {
  it('emits what is in the archive (row 129), and opens it anew for each subscription', async () => {
    const { content, seen } = contentOf([{ data: CSV }]);
    expect(content).toBeInstanceOf(Stream);
    expect(seen.opened).toBe(0);
    for (const round of [1, 2]) {
      const chunks = await collect(content);
      expect(Buffer.concat(chunks).equals(CSV)).toBe(true);
      expect(chunks.length).toBeGreaterThan(1);
      expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(256 * 1024);
      expect(seen.opened).toBe(round);
    }
  });

  it('emits all entries one after the other, and no empty Buffer', async () => {
    const data = ['a\n', '', 'b\n'].map((text) => ({ data: Buffer.from(text) }));
    expect((await collect(contentOf(data).content)).map(String)).toEqual(['a\n', 'b\n']);
    expect(await collect(contentOf([]).content)).toEqual([]);
  });

  it('can be walked', async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of contentOf([{ data: CSV }]).content) chunks.push(chunk);
    expect(Buffer.concat(chunks).equals(CSV)).toBe(true);
  });

  it('fails with damage behind what came before it, and tells of it', async () => {
    const { content, seen } = contentOf([{ data: CSV, local: { crc: 7 } }]);
    const { values, error } = await drain(content);
    expect(Buffer.concat(values).equals(CSV)).toBe(true);
    expect(error).toBeInstanceOf(RawLogCorruptError);
    expect(seen.failures).toEqual([error]);
  });

  it('emits nothing of a damaged file that is spooled', async () => {
    const { content } = contentOf([{ data: CSV, local: { crc: 7 } }], { spool: true, tmpdir: tmpdir() });
    expect(await drain(content)).toMatchObject({ values: [], error: { name: 'RawLogCorruptError' } });
  });

  it('inflates to no more than allowed', async () => {
    const { content } = contentOf([{ data: CSV }], { maxInflatedBytes: 1000 });
    expect(await failureOf(content)).toBeInstanceOf(RawLogCorruptError);
  });

  it('refuses wrong options, and opens nothing', async () => {
    for (const wrong of [{ fields: ['a'] }, { spool: 1 }, null]) {
      const { content, seen } = contentOf([{ data: CSV }], wrong as object);
      expect(await failureOf(content)).toBeInstanceOf(TypeError);
      expect(seen.opened).toBe(0);
    }
  });
});
