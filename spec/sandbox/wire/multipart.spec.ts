import { describe, expect, it } from 'vitest';
import { parseMultipart } from '../../../lib/sandbox/wire/multipart.js';

const encode = async (form: FormData): Promise<[contentType: string, body: Buffer]> => {
  const response = new Response(form);
  return [response.headers.get('content-type') ?? '', Buffer.from(await response.arrayBuffer())];
};

describe('readMultipart', () => {
  it('tells fields from files, and keeps every byte of a file', async () => {
    const bytes = Buffer.from([0, 13, 10, 45, 45, 255, 13, 10]);
    const form = new FormData();
    form.append('data[name]', 'ů & co');
    form.append('banner.png', new Blob([bytes]), 'banner.png');
    const read = parseMultipart(...(await encode(form)));
    expect(read?.fields).toEqual([['data[name]', 'ů & co']]);
    expect(read?.files).toEqual([{ name: 'banner.png', filename: 'banner.png', bytes }]);
  });

  it('reads an empty file', async () => {
    const form = new FormData();
    form.append('a', new Blob([]), 'a.txt');
    expect(parseMultipart(...(await encode(form)))?.files[0]?.bytes.length).toBe(0);
  });

  it('is nothing without a boundary', () => {
    expect(parseMultipart('multipart/form-data', Buffer.from('x'))).toBeUndefined();
  });

  it('has no parts when the body ends early', () => {
    expect(parseMultipart('multipart/form-data; boundary=b', Buffer.from('--b\r\nbroken'))).toEqual({
      fields: [],
      files: [],
    });
  });
});
