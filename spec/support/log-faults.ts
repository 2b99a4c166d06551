import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { Observable } from 'rxjs';
import { expect } from 'vitest';
import type { HasOffers, HasOffersOptions, LogBatch, LogFile } from 'rxoffers';
import type { FaultKind, RawLogOptions, Sandbox, SandboxOptions, SandboxRequest } from 'rxoffers/sandbox';
import { openClient } from './client-of.js';
import { collect } from './collect.js';
import { randomIntegers } from './random-integers.js';
import { soak } from './soak.js';

/**
 * In `npm test`, of all pairs of one of `n` things with one of as many others, those with the same index: each thing and
 * each other once. In `npm run soak` all of them.
 */
export const pairsOf = <T>(pairs: readonly T[], n: number): readonly T[] =>
  pairs.filter((_, index) => soak(0, 1) === 1 || index % (n + 1) === 0);

/** The four ways in which an archive may hold its file. */
export const ARCHIVES = [
  { compression: 'deflate', descriptor: false },
  { compression: 'deflate', descriptor: true },
  { compression: 'store', descriptor: false },
  { compression: 'store', descriptor: true },
] as const satisfies readonly RawLogOptions[];

/** Rows for an archive of 32 to 37 KB. */
export const ROWS = { deflate: 350, store: 60 } as const;

export const DAY = '20160907';

/** A token that no other text contains by chance. */
export const TOKEN = 'NETtokenOfTheFaults';

/** A day of clicks in a sandbox, and a client that reads it. */
export interface OpenDay {
  readonly sandbox: Sandbox;
  readonly api: HasOffers;
  readonly files: readonly LogFile[];
}

/** A day with the records that a client should read. */
export interface LogDay extends OpenDay {
  /** The records of a file, each as JSON, as of the opening of the day or of the last call with `anew`. */
  readonly truth: (file: LogFile, anew?: 'anew') => readonly string[];
  readonly sizes: ReadonlyMap<string, number>;
}

/** Opens a day. The archive cache is off, so each reading downloads. */
export const openDay = async (
  rawLogs: RawLogOptions,
  client: Partial<HasOffersOptions> = {},
  options: SandboxOptions = {},
): Promise<OpenDay> => {
  const settings: RawLogOptions = { from: DAY, days: 1, filesPerDay: 4, ...rawLogs };
  const { sandbox, api } = await openClient(
    { networkToken: TOKEN, ...options, rawLogs: settings },
    { keepLogBytes: 0, ...client },
  );
  return { sandbox, api, files: await collect(api.rawLogs.clicks.listFiles(DAY)) };
};

/** Opens a day, and computes the records and the sizes of its files. */
export const openLogs = async (...args: Parameters<typeof openDay>): Promise<LogDay> => {
  const day = await openDay(...args);
  const { sandbox, files } = day;
  const sizes = new Map<string, number>();
  for (const { filename } of files) sizes.set(filename, await sandbox.rawLogs.size('clicks', filename));
  const rowsOf = (filename: string): string[] =>
    Array.from(sandbox.rawLogs.rows('clicks', filename), (row) => JSON.stringify(row));
  const known = new Map(files.map(({ filename }) => [filename, rowsOf(filename)]));
  const truth: LogDay['truth'] = ({ filename }, anew) => {
    if (anew) known.set(filename, rowsOf(filename));
    return known.get(filename) ?? [];
  };
  return { ...day, truth, sizes };
};

/** The length of an undamaged archive. */
export const sizeOf = ({ sizes }: LogDay, { filename }: LogFile): number => sizes.get(filename) ?? 0;

/** The result of a reading: the records of each file as JSON, and the files that were complete. */
export interface Reading {
  readonly lines: ReadonlyMap<string, readonly string[]>;
  /** Names of complete files, in the order in which they completed. */
  readonly complete: readonly string[];
  readonly error: unknown;
}

/** Reads batches until they complete or fail. A batch after the complete one of its file fails the test. */
export const readBatches = (batches: Observable<LogBatch<object>>): Promise<Reading> =>
  new Promise((resolve) => {
    const lines = new Map<string, string[]>();
    const complete: string[] = [];
    const end = (error?: unknown): void => resolve({ lines, complete, error });
    batches.subscribe({
      next: (batch) => {
        const { filename } = batch.file;
        if (complete.includes(filename)) return end(new Error(`records of ${filename} after its end`));
        const known = lines.get(filename) ?? [];
        for (const record of batch) known.push(JSON.stringify(record));
        lines.set(filename, known);
        if (batch.complete) complete.push(filename);
      },
      error: end,
      complete: () => end(),
    });
  });

/** A checksum of all records in their order. */
export const checksum = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);

/** The fault of a reading that should have given every record of its files once; `undefined` if there is none. */
export const lackOf = ({ lines, complete, error }: Reading, day: LogDay, files: readonly LogFile[]) => {
  const wrong = files.filter((file) => checksum(lines.get(file.filename) ?? []) !== checksum(day.truth(file)));
  if (error === undefined && wrong.length === 0 && complete.length === files.length) return undefined;
  const counts = wrong.map((file) => `${lines.get(file.filename)?.length ?? 0} of ${day.truth(file).length} records`);
  return { error: error instanceof Error ? error.toString() : error, counts, complete: complete.length };
};

/** How many records are right, counted from the first. */
export const trueRecords = (lines: readonly string[], truth: readonly string[]): number => {
  const wrong = lines.findIndex((line, index) => line !== truth[index]);
  return wrong < 0 ? lines.length : wrong;
};

/** Matches requests that download one file. */
export const downloadOf =
  ({ filename }: LogFile) =>
  ({ method, url }: SandboxRequest): boolean =>
    method === 'download' && url.includes(filename);

const isRange = ({ headers }: SandboxRequest): boolean => /^bytes=\d+-\d+$/.test(headers.range ?? '');

/** Matches those of them that stream the file to its end; the others read a range, such as its directory. */
export const streamOf =
  (file: LogFile) =>
  (request: SandboxRequest): boolean =>
    downloadOf(file)(request) && !isRange(request);

/** Matches those of them that read a range. */
export const rangeOf =
  (file: LogFile) =>
  (request: SandboxRequest): boolean =>
    downloadOf(file)(request) && isRange(request);

/** The offsets of case `index`: `times` different ones below `size`, in ascending order. */
export const randomOffsets = (seed: number, index: number, times: number, size: number): number[] => {
  const integer = randomIntegers(seed + times, index);
  const offsets = new Set<number>();
  while (offsets.size < times) offsets.add(integer(0, size - 1));
  return [...offsets].sort((a, b) => a - b);
};

/** Runs while every matching request meets a fault: the stored file is damaged rather than one reply. */
export const during = async <T>(
  { sandbox }: LogDay,
  fault: FaultKind,
  matches: (request: SandboxRequest) => boolean,
  run: () => Promise<T>,
): Promise<T> => {
  let over = false;
  sandbox.faults.next({ ...fault, times: Infinity, when: (request) => !over && matches(request) });
  return run().finally(() => (over = true));
};

/** Resolves when no timer keeps the process alive, which is never during a test that left a timer of an hour. */
export const noTimers = async (): Promise<void> => {
  while (process.getActiveResourcesInfo().includes('Timeout')) await setImmediate();
};

/** The bytes of an undamaged archive, and the offsets of its parts. */
export const layoutOf = async (file: LogFile) => {
  const [link = ''] = await collect(file.downloadLink());
  const bytes = Buffer.from(await (await fetch(link)).arrayBuffer());
  const end = bytes.length - 22;
  const directory = bytes.readUInt32LE(end + 16);
  const data = 30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
  return { bytes, data, dataEnd: data + bytes.readUInt32LE(directory + 20), directory, end, size: bytes.length };
};

/** Every way in which an error may be printed. */
const shown = (error: unknown): string => {
  const texts: string[] = [];
  for (let one = error; one instanceof Error; one = one.cause)
    texts.push(
      one.toString(),
      one.stack ?? '',
      inspect(one, { depth: Infinity, showHidden: true }),
      JSON.stringify(one) ?? '',
    );
  return texts.join('\n');
};

/** Fails when an error shows the token, or a secret of a signed link that was used. */
export const expectNoSecrets = ({ sandbox }: LogDay, error: unknown): void => {
  const text = shown(error);
  const links = sandbox.requests.filter(({ method }) => method === 'download').map(({ url }) => url);
  const values = links
    .flatMap((url) => [...new URL(url, 'http://127.0.0.1').searchParams])
    .filter(([name]) => name === 'X-Amz-Signature' || name === 'X-Amz-Credential')
    .flatMap(([, value]) => [value, encodeURIComponent(value)]);
  for (const secret of new Set([TOKEN, ...values])) expect(text).not.toContain(secret);
};
