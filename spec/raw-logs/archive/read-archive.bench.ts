import { createInflateRaw, deflateRawSync } from 'node:zlib';
import { readArchive } from '../../../lib/raw-logs/archive/read-archive.js';
import { compare } from '../../support/compare.js';
import { readAll, serve, sourceOf } from '../../support/download-of.js';
import { buildZip } from '../../support/zip-builder.js';

const COLUMNS = 57;
const CHUNK = 64 * 1024;

/** A row like those of the service: 57 columns, many of them empty or alike, some that never repeat. */
const row = (i: number): string => {
  const changing = [i, (i * 2654435761) >>> 0, `tx${(i * 7919).toString(36)}`, i % 97, `2016-09-09 10:${i % 60}:00`];
  const text = `"Mozilla/5.0 (X11; Linux x86_64) ${i % 1000}",https://example.com/landing/${(i * 7919) % 100_000}`;
  return `${changing.join(',')},${text},${Array.from({ length: COLUMNS - 7 }, (_, c) => ((i + c) % 5 === 0 ? `value ${c}` : '')).join(',')}\n`;
};

const data = Buffer.from(Array.from({ length: 300_000 }, (_, i) => row(i)).join(''));
const raw = deflateRawSync(data);
const zip = buildZip([{ data, raw, descriptor: 'signed' }]);

const drain = async (chunks: AsyncIterable<{ readonly data: Buffer }>): Promise<void> => {
  let length = 0;
  for await (const chunk of chunks) length += chunk.data.length;
  if (length !== data.length) throw new Error(`${length} of ${data.length} bytes`);
};

/** Node's inflating with nothing around it: no CRC, no demand, no structure. */
const bare = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const inflater = createInflateRaw({ chunkSize: 256 * 1024 });
    let at = 0;
    const write = (): void => {
      if (at >= raw.length) return void inflater.end();
      inflater.write(raw.subarray(at, (at += CHUNK)), write);
    };
    inflater.on('data', () => undefined).on('end', resolve).on('error', reject); // prettier-ignore
    write();
  });

await using served = await serve(zip);
const times = await compare({
  bare,
  memory: () => drain(readArchive(sourceOf(zip, CHUNK), { file: 'bench' })),
  http: () => drain(readArchive(served.source, { file: 'bench' })),
  transfer: () => readAll(served.source),
});
const rate = (ms: number): string => `${(data.length / ms / 1000).toFixed(0)} MB/s`;
const ratio = times.bare / times.memory;
console.log(
  `readArchive, ${(data.length / 1e6).toFixed(0)} MB inflated: ${rate(times.memory)} from memory, ${rate(times.http)} over ` +
    `HTTP; bare zlib ${rate(times.bare)}; ratio ${ratio.toFixed(2)} (at least 0.5 wanted), HTTP ${(times.bare / times.http).toFixed(2)}; ` +
    `the transfer alone ${(zip.length / times.transfer / 1000).toFixed(0)} MB/s`,
);
if (ratio < 0.5) process.exitCode = 1;
