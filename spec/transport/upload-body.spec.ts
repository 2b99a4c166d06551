import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { UploadSource } from 'rxoffers';
import type { HttpBody } from '../../lib/transport/http.js';
import { uploadBody } from '../../lib/transport/upload.js';

const textOf = async ({ content }: HttpBody): Promise<string> => {
  if (Buffer.isBuffer(content)) return content.toString();
  const chunks: Buffer[] = [];
  for await (const chunk of content as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

const body = (source: UploadSource): Promise<HttpBody> =>
  uploadBody({ source, partName: 'c.png', fileName: 'disk.png' });

describe('uploadBody', () => {
  it.each<[string, UploadSource]>([
    ['a Buffer', Buffer.from('bytes')],
    ['a Blob', new Blob(['bytes'])],
    ['a function that opens a stream', () => Readable.from([Buffer.from('bytes')])],
  ])('has one part, named as the file, from %s (rows 135, 136)', async (_name, source) => {
    const made = await body(source);
    const text = await textOf(made);
    expect(text).toContain('name="c.png"; filename="disk.png"');
    expect(text).toContain('\r\n\r\nbytes\r\n');
    expect(text.match(/Content-Disposition/g)).toHaveLength(1);
    expect(made.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  });

  it('knows the length of a file on the disk', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'upload-')), 'a.txt');
    await writeFile(path, 'on disk');
    const made = await body(path);
    const text = await textOf(made);
    expect(text).toContain('on disk');
    expect(made.headers['content-length']).toBe(String(text.length));
  });

  it('fails for a file that is not there (row 137)', async () => {
    await expect(body(join(tmpdir(), 'no-such-file.png'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('can be built again for another attempt', async () => {
    const source = () => Readable.from([Buffer.from('again')]);
    expect(await textOf(await body(source))).toContain('again');
    expect(await textOf(await body(source))).toContain('again');
  });
});
