import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { OfferFile, type UploadSource } from 'rxoffers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { recordedApi, Refusal } from '../../support/recorded-api.js';

const row = { OfferFile: { id: '96', filename: 'x.jpg', size: '7592', width: '640', height: '480' } };

/** A file in a folder that goes with the test. */
const fileOnDisk = async (name: string, content = 'bytes of a picture'): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'rxoffers-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

describe('api.offerFiles', () => {
  it('sends the generic calls to OfferFile', async () => {
    const { api, lines } = await recordedApi([
      row,
      row,
      row,
      { page: 1, count: 1, pageCount: 1, data: { 96: row } },
      ['96'],
    ]);
    await collect(api.offerFiles.update(96, { display: 'x' }));
    await collect(api.offerFiles.delete(96));
    await collect(api.offerFiles.findById(96));
    expect(String((await collect(api.offerFiles.findAll()))[0])).toBe('OfferFile: x.jpg');
    await collect(api.offerFiles.findAllIds());
    expect(lines()).toEqual([
      'OfferFile.update?id=96&data[display]=x',
      'OfferFile.update?id=96&data[status]=deleted',
      'OfferFile.findById?id=96',
      'OfferFile.findAll?limit=500&page=1',
      'OfferFile.findAllIds',
    ]);
  });

  it('reads the creative code that comes with a file', async () => {
    const { api } = await recordedApi([{ ...row, CreativeCode: 'http://www.example.com' }]);
    const [file] = await collect(api.offerFiles.findById(96, { contain: ['CreativeCode'] }));
    expect(file?.creativeCode).toBe('http://www.example.com');
    expect(file?.related('CreativeCode')).toEqual(['http://www.example.com']);
  });

  it('updates and deletes from a model', async () => {
    const { api, lines } = await recordedApi([row]);
    const file = new OfferFile(api.offerFiles, { id: '96' });
    await collect(file.update({ display: 'x' }));
    await collect(file.delete());
    expect(lines()).toEqual(['OfferFile.update?id=96&data[display]=x', 'OfferFile.update?id=96&data[status]=deleted']);
  });
});

describe('an upload', () => {
  it('is a POST with its parameters in the query, the name last, and one part named by it', async () => {
    const { api, calls, lines } = await recordedApi([row]);
    const path = await fileOnDisk('x.jpg');
    const [file] = await collect(api.offerFiles.create(path, { display: 'X', type: 'offer thumbnail', offer_id: 43 }));
    expect(file).toBeInstanceOf(OfferFile);
    expect(calls[0]?.verb).toBe('POST');
    expect(lines()).toEqual([
      'OfferFile.create?data[display]=X&data[type]=offer thumbnail&data[offer_id]=43&data[filename]=x.jpg',
    ]);
    expect(calls[0]?.contentType).toMatch(/^multipart\/form-data/);
    expect(calls[0]?.body.match(/name="[^;\r]*"(?:; filename="[^"]*")?/g)).toEqual(['name="x.jpg"; filename="x.jpg"']);
    expect(calls[0]?.body).toContain('bytes of a picture');
  });

  it('names the part by data.filename; its own file name stays that on the disk', async () => {
    const { api, calls, lines } = await recordedApi([row]);
    const path = await fileOnDisk('x.jpg');
    await collect(api.offerFiles.create(path, { filename: 'c.png', display: 'X' }));
    expect(lines()).toEqual(['OfferFile.create?data[filename]=c.png&data[display]=X']);
    expect(calls[0]?.body).toContain('name="c.png"; filename="x.jpg"');
  });

  it('of a missing file is the file system’s error, and nothing is sent', async () => {
    const { api, calls } = await recordedApi([row]);
    const error = await failureOf(api.offerFiles.create('/nowhere/x.jpg', { display: 'X' }));
    expect(error).toMatchObject({ code: 'ENOENT' });
    expect(calls).toHaveLength(0);
  });

  it('emits what the service measured', async () => {
    const { api } = await recordedApi([row]);
    const [file] = await collect(api.offerFiles.create(Buffer.from('x'), { filename: 'x.jpg', width: 200 }));
    expect([file?.width, file?.size]).toEqual(['640', '7592']);
  });

  it.each<[string, UploadSource]>([
    ['a Buffer', Buffer.from('content')],
    ['a Blob', new Blob(['content'])],
    ['a function that opens a stream', () => Readable.from([Buffer.from('content')])],
  ])('takes %s, which needs a name', async (_what, source) => {
    const { api, calls } = await recordedApi([row]);
    expect(await failureOf(api.offerFiles.create(source, { display: 'X' }))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
    await collect(api.offerFiles.create(source, { filename: 'c.png' }));
    expect(calls[0]?.body).toContain('name="c.png"; filename="c.png"');
    expect(calls[0]?.body).toContain('content');
  });

  it('of anything but a source is a TypeError', async () => {
    const { api, calls } = await recordedApi([row]);
    for (const wrong of [null, undefined, '', 5, {}, true, Promise.resolve('x'), new Date(0)])
      expect(await failureOf(api.offerFiles.create(wrong as never, { filename: 'x' }))).toBeInstanceOf(TypeError);
    for (const wrong of [null, 'x', []])
      expect(await failureOf(api.offerFiles.create(Buffer.from('x'), wrong as never))).toBeInstanceOf(TypeError);
    expect(calls).toHaveLength(0);
  });

  it('of a File has its name', async () => {
    const { api, calls, lines } = await recordedApi([row]);
    await collect(api.offerFiles.create(new File(['content'], 'banner.png'), { display: 'X' }));
    expect(lines()).toEqual(['OfferFile.create?data[display]=X&data[filename]=banner.png']);
    expect(calls[0]?.body).toContain('name="banner.png"; filename="banner.png"');
  });

  it('that is refused says why, and not the token', async () => {
    const { api } = await recordedApi([new Refusal('Type must be one of: file')]);
    const error = await failureOf(api.offerFiles.create(Buffer.from('x'), { filename: 'x' }));
    expect((error as Error).message).toContain('Type must be one of: file');
    expect(JSON.stringify(error)).not.toContain('NETsecretToken');
  });
});
