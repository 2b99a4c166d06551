// A service with raw logs. Runs in its own process, so that it takes no time from the measured one. Started by log-server.ts.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateRawSync } from 'node:zlib';
import { buildZip } from '../zip-builder.js';
import { clickRows } from './click-rows.js';

const [files, rows, kinds] = process.argv.slice(2, 5).map(Number) as [number, number, number];
const isStored = process.argv[5] === 'stored';

/** A few archives, served under as many names as are wanted. */
const archives = Array.from({ length: kinds }, (_, seed) => {
  const data = clickRows(rows, seed + 1);
  const zip = isStored ? { data, method: 0 } : { data, raw: deflateRawSync(data), descriptor: 'signed' as const };
  return { size: data.length, zip: buildZip([zip]) };
});

const sendPaced = async (response: ServerResponse, zip: Buffer, bytesPerSecond: number): Promise<void> => {
  const started = performance.now();
  for (let at = 0; at < zip.length && !response.destroyed; at += 64 * 1024) {
    const due = (at / bytesPerSecond) * 1000 - (performance.now() - started);
    if (due > 0) await new Promise((resolve) => setTimeout(resolve, due));
    if (!response.write(zip.subarray(at, at + 64 * 1024)))
      await new Promise<void>((resolve) => response.once('drain', resolve).once('close', resolve));
  }
  response.end();
};

const reply = (response: ServerResponse, data: unknown, latency: number): void => {
  const body = JSON.stringify({ response: { status: 1, httpStatus: 200, data, errors: [], errorMessage: null } });
  setTimeout(() => response.writeHead(200, { 'content-type': 'application/json' }).end(body), latency);
};

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '', 'http://127.0.0.1');
  const latency = Number(url.searchParams.get('NetworkId')?.split('-')[1] ?? 0);
  const { port } = server.address() as AddressInfo;
  switch (url.searchParams.get('Method')) {
    case 'listLogs':
      return reply(
        response,
        {
          logFiles: Array.from({ length: files }, (_, i) => ({
            displayName: `Sep 9, 2016 - ${i}`,
            startTimestamp: String(1_473_379_200 + 3600 * i),
            filename: `20160909/clicks-${i}.zip`,
          })),
        },
        latency,
      );
    case 'getDownloadLink': {
      const name = url.searchParams.get('log_filename') ?? '';
      const number = Number(/-(\d+)\.zip/.exec(name)?.[1]);
      return reply(response, { link: `http://127.0.0.1:${port}/file/${number}?latency=${latency}` }, latency);
    }
    default:
  }
  const { zip } = archives[Number(/\d+$/.exec(url.pathname)?.[0]) % kinds] ?? archives[0]!;
  const wait = Number(url.searchParams.get('latency'));
  response.writeHead(200, { 'content-type': 'application/zip', etag: '"1"', 'content-length': zip.length });
  if (wait > 0) setTimeout(() => void sendPaced(response, zip, 10e6), wait);
  else response.end(zip);
});

server.listen(0, '127.0.0.1', () => {
  const bytes = Array.from({ length: files }, (_, i) => archives[i % kinds]?.size ?? 0).reduce((a, b) => a + b, 0);
  const { port } = server.address() as AddressInfo;
  process.send?.({ origin: `http://127.0.0.1:${port}`, bytes, zipped: archives[0]?.zip.length ?? 0 });
});
process.on('disconnect', () => process.exit());
