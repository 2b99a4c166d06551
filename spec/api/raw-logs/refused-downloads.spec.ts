import { describe, expect, it } from 'vitest';
import type { HasOffersOptions, LogFile } from 'rxoffers';
import type { Fault, FaultKind, RawLogOptions } from 'rxoffers/sandbox';
import {
  ARCHIVES,
  downloadOf,
  expectNoSecrets,
  lackOf,
  type LogDay,
  openLogs,
  rangeOf,
  readBatches,
  sizeOf,
  streamOf,
} from '../../support/log-faults.js';
import { soak } from '../../support/soak.js';

const EIGHT_HOURS = 8 * 60 * 60 * 1000;

/** A sandbox whose clock is moved by hand. */
const opened = async (logs: RawLogOptions = {}, client: Partial<HasOffersOptions> = {}) => {
  const clock = { now: Date.UTC(2016, 8, 9) };
  const day = await openLogs({ rowsPerFile: 40, filesPerDay: 1, ...logs }, client, { now: () => clock.now });
  const [file] = day.files as [LogFile];
  const events: string[] = [];
  day.api.events$.subscribe(({ type }) => events.push(type));
  return { ...day, day, clock, file, events };
};

const downloads = ({ sandbox }: LogDay, file: LogFile): number => sandbox.requests.filter(downloadOf(file)).length;

/** Reads a file that is expected to fail after a prefix of its records, and returns the error. */
const failing = async (day: LogDay, file: LogFile): Promise<unknown> => {
  const { lines, complete, error } = await readBatches(file.batches());
  const read = lines.get(file.filename) ?? [];
  expect(complete).toEqual([]);
  expect(read).toEqual(day.truth(file).slice(0, read.length));
  expect(error).toBeDefined();
  expectNoSecrets(day, error);
  return error;
};

const denied = (status: number): FaultKind => ({ kind: 's3', status });
const slowDown: FaultKind = { kind: 's3', status: 503, code: 'SlowDown', message: 'Please reduce your request rate.' };

describe('A download that is refused', () => {
  it.each<[string, Fault, links: number]>([
    ['once, 403', denied(403), 2],
    ['once, 401', denied(401), 2],
    ['once, 200 with an error for a file', denied(200), 2],
    ['once, 400 for a token that ran out', { kind: 's3', status: 400, code: 'ExpiredToken' }, 2],
    ['once, 503', slowDown, 1],
    ['three times, 503', { ...slowDown, times: 3 }, 1],
    ['three times, 500', { kind: 's3', status: 500, code: 'InternalError', times: 3 }, 1],
    ['once, 200 with words that mean later', { kind: 's3', status: 200, code: 'SlowDown' }, 1],
    ['three times, 502 of a proxy', { kind: 'status', status: 502, body: '<html>', times: 3 }, 1],
    ['three times, 429', { kind: 'status', status: 429, times: 3 }, 1],
    ['three times, a reset', { kind: 'reset', at: 'start', times: 3 }, 1],
    ['a reset after the headers', { kind: 'reset', at: 'headers' }, 1],
    ['a body that claims to be gzip', { kind: 'garbage', as: 'encoding' }, 1],
  ])('is read whole: %s', async (_, fault, links) => {
    const { day, sandbox, file, events } = await opened();
    sandbox.faults.next({ ...fault, when: downloadOf(file) });
    expect(lackOf(await readBatches(file.batches()), day, [file])).toBeUndefined();
    expect(sandbox.faults.pending).toBe(0);
    expect(sandbox.requests.filter(({ method }) => method === 'getDownloadLink')).toHaveLength(links);
    expect(events.filter((type) => type === 'link renewed')).toHaveLength(links - 1);
  });

  it.each<[string, FaultKind, requests: number, error: object]>([
    ['403', denied(403), 2, { name: 'HttpError', status: 403 }],
    ['404', { kind: 's3', status: 404, code: 'NoSuchKey' }, 1, { name: 'HttpError', status: 404 }],
    ['200 with an error for a file', denied(200), 2, { name: 'HttpError', status: 200 }],
    ['503', slowDown, 4, { name: 'MaxRetriesError', attempts: 4, cause: { name: 'HttpError', status: 503 } }],
    ['a reset', { kind: 'reset' }, 4, { name: 'MaxRetriesError', cause: { name: 'ConnectionError' } }],
    ['429, to come again too late', { kind: 'status', status: 429, retryAfter: 60 }, 1, { retryAfter: 60_000 }],
    ['a page of HTML', { kind: 'garbage', as: 'html' }, 1, { name: 'HttpError', status: 200 }],
    ['plain text', { kind: 'garbage', as: 'text' }, 1, { name: 'RawLogCorruptError' }],
    ['half of the archive', { kind: 'garbage', as: 'truncated' }, 1, { name: 'RawLogCorruptError' }],
  ])('for good fails with the error of the storage: %s', async (_, fault, requests, error) => {
    const { day, sandbox, file } = await opened();
    sandbox.faults.next({ ...fault, times: Infinity, when: downloadOf(file) });
    expect(await failing(day, file)).toMatchObject(error);
    expect(downloads(day, file)).toBe(requests);
  });

  it.each<[string, FaultKind, object]>([
    ['403', denied(403), { name: 'HttpError', status: 403 }],
    ['503', slowDown, { name: 'HttpError', status: 503 }],
    ['a reset', { kind: 'reset' }, { name: 'ConnectionError' }],
    ['a cut', { kind: 'cut', at: 700 }, { name: 'ConnectionError' }],
  ])('without retries fails with the plain error: %s', async (_, fault, error) => {
    const { day, sandbox, file } = await opened({}, { retries: 0 });
    sandbox.faults.next({ ...fault, times: Infinity, when: downloadOf(file) });
    expect(await failing(day, file)).toMatchObject(error);
  });

  it.each<[string, FaultKind, object | undefined]>([
    ['403', denied(403), undefined],
    ['503', slowDown, undefined],
    ['404', { kind: 's3', status: 404, code: 'NoSuchKey' }, { name: 'HttpError', status: 404 }],
  ])('in the middle resumes, or fails after what came: %s', async (_, fault, error) => {
    for (const archive of ARCHIVES) {
      const { day, sandbox, file } = await opened(archive);
      sandbox.faults.next({ kind: 'cut', at: 900, when: streamOf(file) });
      sandbox.faults.next({ ...fault, when: streamOf(file) });
      if (error) expect(await failing(day, file)).toMatchObject(error);
      else expect(lackOf(await readBatches(file.batches()), day, [file])).toBeUndefined();
      expect(sandbox.faults.pending).toBe(0);
    }
  });

  it('for its directory requests another link, or fails', async () => {
    const { day, sandbox, file } = await opened({ compression: 'store', descriptor: true });
    sandbox.faults.next({ ...denied(403), when: rangeOf(file) });
    sandbox.faults.next({ ...slowDown, when: rangeOf(file), times: 2 });
    expect(lackOf(await readBatches(file.batches()), day, [file])).toBeUndefined();
    sandbox.faults.next({ kind: 's3', status: 404, code: 'NoSuchKey', when: rangeOf(file) });
    expect(await failing(day, file)).toMatchObject({ name: 'HttpError', status: 404 });
    expect(sandbox.faults.pending).toBe(0);
  });
});

describe('A link that expired', () => {
  it('is requested again between two readings', async () => {
    const { day, clock, file, events } = await opened();
    for (const renewed of [0, 1, 2]) {
      expect(lackOf(await readBatches(file.batches()), day, [file])).toBeUndefined();
      expect(events.filter((type) => type === 'link renewed')).toHaveLength(renewed);
      clock.now += EIGHT_HOURS;
    }
  });

  it.each(ARCHIVES)('is requested again during a download: $compression, descriptor $descriptor', async (archive) => {
    for (const ranges of [true, false]) {
      const { day, sandbox, clock, file, events } = await opened({ ...archive, ranges });
      // Every other one meets the refused request, which has no bytes to cut.
      for (const at of [300, 300, 900, 900, 1_400]) sandbox.faults.next({ kind: 'cut', at, when: streamOf(file) });
      day.api.events$.subscribe(({ type }) => void (clock.now += type === 'resume' ? EIGHT_HOURS : 0));
      expect(lackOf(await readBatches(file.batches()), day, [file])).toBeUndefined();
      expect(events.filter((type) => type === 'link renewed')).toHaveLength(3);
      expect(sandbox.faults.pending).toBe(0);
    }
  });

  it('is an error when the fresh one has expired too', async () => {
    const { day, sandbox, clock, file } = await opened({ linkLifetime: 1_000 });
    sandbox.onRequest(({ method }) => void (clock.now += method === 'download' ? 1_000 : 0));
    const error = await failing(day, file);
    expect(error).toMatchObject({ name: 'HttpError', status: 403 });
    expect(String(error)).toContain('Request has expired');
    expect(downloads(day, file)).toBe(2);
  });
});

describe('An error of the storage that quotes the link', () => {
  it.each([0, 20, 60, 100, 150, 195])('shows none of its secrets, after %i characters', async (before) => {
    const { day, sandbox, file } = await opened();
    const link = await new Promise<string>((resolve) => file.downloadLink().subscribe(resolve));
    const { searchParams } = new URL(link);
    const message = `${'x'.repeat(before)} ${searchParams.get('X-Amz-Signature')} ${link}`;
    sandbox.faults.next({ kind: 's3', status: 404, code: 'NoSuchKey', message, when: downloadOf(file) });
    const error = await failing(day, file);
    expect(error).toMatchObject({ name: 'HttpError', status: 404 });
    expect(String(error)).not.toContain(searchParams.get('X-Amz-Signature')?.slice(0, 5));
  });
});

describe('A download that stalls', () => {
  const timeout = { headers: 400, body: 400 };

  // Timeouts are checked about once a second, so these wait together.
  it('resumes, whatever the archive', async () => {
    const readings = ARCHIVES.map(async (archive, index) => {
      const { day, sandbox, file } = await opened(archive, { timeout });
      const size = sizeOf(day, file);
      const stalls = [0, 1_000, size - 10];
      for (const at of soak(1, 3) === 3 ? stalls : [stalls[index % 3] as number])
        sandbox.faults.next({ kind: 'stall-at', at, when: streamOf(file) });
      expect(lackOf(await readBatches(file.batches()), day, [file])).toBeUndefined();
      expect(sandbox.faults.pending).toBe(0);
      await sandbox.idle();
    });
    await Promise.all(readings);
  });

  it('for good fails with the timeout it ran into, with and without retries', async () => {
    const stalls: [FaultKind, phase: string][] = [
      [{ kind: 'stall' }, 'headers'],
      [{ kind: 'stall-at', at: 0 }, 'body'],
      [{ kind: 'stall-at', at: 1_000 }, 'body'],
    ];
    const cases = [0, 1].flatMap((retries) => stalls.map(([fault, phase]) => ({ retries, fault, phase })));
    const readings = cases.map(async ({ retries, fault, phase }) => {
      const { day, sandbox, file } = await opened({}, { timeout, retries });
      sandbox.faults.next({ ...fault, times: Infinity, when: downloadOf(file) });
      const cause = { name: 'TimeoutError', phase, limit: 400 };
      expect(await failing(day, file)).toMatchObject(retries === 0 ? cause : { name: 'MaxRetriesError', cause });
      await sandbox.idle();
    });
    await Promise.all(readings);
  });

  it('while its directory is read resumes, or fails', async () => {
    const readings = [1, Infinity].map(async (times) => {
      const { day, sandbox, file } = await opened({ compression: 'store', descriptor: true }, { timeout, retries: 1 });
      sandbox.faults.next({ kind: 'stall-at', at: sizeOf(day, file) - 5, when: rangeOf(file), times });
      if (times === 1) expect(lackOf(await readBatches(file.batches()), day, [file])).toBeUndefined();
      else expect(await failing(day, file)).toMatchObject({ name: 'MaxRetriesError', cause: { name: 'TimeoutError' } });
      await sandbox.idle();
    });
    await Promise.all(readings);
  });
});
