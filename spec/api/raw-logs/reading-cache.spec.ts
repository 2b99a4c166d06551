import { firstValueFrom } from 'rxjs';
import type { LogFile } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { DAY, serveHours, type ServiceOptions } from '../../support/raw-log-service.js';
import { buildZip } from '../../support/zip-builder.js';

/** An archive of exactly this size: stored, so that its size is that of its data and its headers. */
const zipOfSize = (bytes: number): Buffer => {
  const zip = (length: number): Buffer => buildZip([{ data: Buffer.from(`a\n${'x'.repeat(length)}\n`), method: 0 }]);
  return zip(bytes - zip(0).length);
};

/** A client with files of these sizes, and a budget of 1,000 bytes to keep their archives. */
const open = async (sizes: readonly number[], options: ServiceOptions = {}) => {
  const service = await serveHours(sizes.map(zipOfSize), { keepLogBytes: 1_000, ...options });
  const files: LogFile[] = await collect(service.api.rawLogs.conversions.listFiles(DAY));
  const read = (name: string) => collect((files['abc'.indexOf(name)] as LogFile).records());
  return {
    ...service,
    files,
    read,
    downloads: () =>
      service
        .downloads()
        .map((hour) => 'abc'[hour])
        .join(''),
  };
};

describe('archives are kept for a second reading', () => {
  it.each([
    ['once read', [350], 'aa', 'a'],
    ['up to the whole budget', [1_000], 'aa', 'a'],
    ['several of them, to the last byte of the budget', [500, 500], 'abab', 'ab'],
    ['none larger than the budget, and it evicts no other', [400, 1_001], 'abba', 'abb'],
    ['the least recently used is evicted', [400, 400, 400], 'abacacbca', 'abcba'],
    ['as many are evicted as one needs', [500, 500, 1_000], 'ababcca', 'abca'],
  ])('%s: files of %j bytes, read in the order %s, are downloaded in the order %s', async (_, sizes, reads, sent) => {
    const { read, downloads } = await open(sizes);
    for (const name of reads) expect(await read(name)).toHaveLength(1);
    expect(downloads()).toBe(sent);
  });

  it.each<[ServiceOptions, string]>([
    [{ keepLogBytes: 0 }, 'aa'],
    [{}, 'a'],
  ])('but not with a budget of 0 (%j)', async (options, sent) => {
    const { api, downloads } = await serveHours([zipOfSize(350)], options);
    const file: LogFile = await firstValueFrom(api.rawLogs.conversions.listFiles(DAY));
    for (let round = 0; round < 2; round += 1) expect(await collect(file.records())).toHaveLength(1);
    expect(downloads()).toHaveLength(sent.length);
  });

  it('but not if the server says that one will not fit, or does not say it and it does not', async () => {
    const { read, downloads } = await open([1_001], { plan: () => ({ chunked: true }) });
    for (const name of 'aa') await read(name);
    expect(downloads()).toBe('aa');
  });

  it('but not those that were left or that broke in the middle', async () => {
    let sent = 0;
    const plan = () => [{ stallAt: 300 }, { cutAt: 300 }][sent++] ?? {};
    const { files, read, server, downloads } = await open([350], { plan });
    const subscription = (files[0] as LogFile).content().subscribe();
    await expect.poll(() => server.requests.length).toBe(1);
    subscription.unsubscribe();
    await failureOf((files[0] as LogFile).records());
    for (const name of 'aa') expect(await read(name)).toHaveLength(1);
    expect(downloads()).toBe('aaa');
  });

  it('and count once if two readings download one at the same time', async () => {
    const { read, downloads } = await open([400, 600]);
    await Promise.all([read('a'), read('a')]);
    for (const name of 'bab') await read(name);
    expect(downloads()).toBe('aab');
  });

  it('and serve the ranges by which a stored archive without sizes is read', async () => {
    const zip = buildZip([{ data: Buffer.from('a\nx\n'), method: 0, descriptor: 'signed' }]);
    const { api, server } = await serveHours([zip], { keepLogBytes: 1_000 });
    const file: LogFile = await firstValueFrom(api.rawLogs.conversions.listFiles(DAY));
    const read = async () => (await collect(file.records())).map((record) => record.toObject());
    expect(await read()).toEqual([{ a: 'x' }]);
    expect(server.requests.some(({ range }) => range !== undefined)).toBe(true);
    expect(await collect(file.content({ spool: true }))).toHaveLength(1);
    const sent = server.requests.length;
    expect(await read()).toEqual([{ a: 'x' }]);
    expect(server.requests).toHaveLength(sent);
  });
});
