// Memory and time of small inputs that ask for a great deal of both: each in its own process, under the default options.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { startServer, success } from '../support/server.js';
import { buildZip } from '../support/zip-builder.js';

interface Hostile {
  readonly name: string;
  /** Bytes that the service sends. */
  readonly sent: Buffer;
  /** The most memory above that of an ordinary call, MB. */
  readonly ceiling: number;
  /** The longest time, seconds; generous, since machines differ. */
  readonly seconds: number;
  readonly outcome: string;
}

/** A list that repeats one element until its text has this many bytes. */
const listOf = (element: string, bytes: number): Buffer =>
  gzipSync(success('@').replace('"@"', `[${element}${`,${element}`.repeat(bytes / (element.length + 1) - 1)}]`));

const MB = 1_000_000;
const TOO_MANY = 'ProtocolError: Offer.findAll: The reply has more than 2000000 values';
const reply = (name: string, sent: Buffer, ceiling: number, outcome: string): Hostile => ({
  name: `a reply of ${name}`,
  sent,
  ceiling,
  seconds: 10,
  outcome,
});

const archive = (columns: number, rows: number, outcome: string): Hostile => ({
  name: `an archive of ${columns} columns and ${rows} rows of one cell`,
  sent: buildZip([{ data: Buffer.from(`${columnNames(columns)}\n${'1\n'.repeat(rows)}`) }]),
  ceiling: 120,
  seconds: 20,
  outcome,
});

const columnNames = (columns: number): string =>
  ['transaction_id', ...Array.from({ length: columns - 1 }, (_, index) => `c${index}`)].join(',');

const inputs: readonly Hostile[] = [
  reply('45 MB of {}', listOf('{}', 45 * MB), 250, TOO_MANY),
  reply('45 MB of []', listOf('[]', 45 * MB), 250, TOO_MANY),
  reply('45 MB of 0', listOf('0', 45 * MB), 250, TOO_MANY),
  reply('45 MB of {"1":0}', listOf('{"1":0}', 45 * MB), 250, TOO_MANY),
  reply('45 MB of "[,{"', listOf(`"${'[,{'.repeat(30)}"`, 45 * MB), 250, TOO_MANY),
  reply('100 MB of blanks', gzipSync(Buffer.alloc(100 * MB, 32)), 250, 'ProtocolError: The reply is larger than'),
  // As many as are accepted.
  reply('1,990,000 values, {}', listOf('{}', 994_000 * 3), 350, '0 elements'),
  reply('240,000 objects, {"1":0}', listOf('{"1":0}', 240_000 * 8), 300, '240000 elements'),
  archive(300, 100_000, '100000 elements'),
  archive(1_000, 20_000, 'RawLogCorruptError'),
  archive(10_000, 100_000, 'RawLogCorruptError'),
];

/** Serves one hostile input, as the reply of any call and as the archive of the only log file. */
const serve = (hostile: Hostile) =>
  startServer((request, response) => {
    const { pathname, searchParams, host } = new URL(request.url ?? '', `http://${request.headers.host ?? ''}`);
    const rest = {
      listLogs: {
        logFiles: [{ displayName: 'an hour', startTimestamp: '1473379200', filename: '20160909/clicks-1.zip' }],
      },
      getDownloadLink: { link: `http://${host}/archive` },
    };
    const data = rest[searchParams.get('Method') as keyof typeof rest] as unknown;
    if (data !== undefined) response.end(success(data));
    else if (pathname === '/archive') response.writeHead(200, { 'content-type': 'application/zip' }).end(hostile.sent);
    else response.writeHead(200, { 'content-encoding': 'gzip' }).end(hostile.sent);
  });

interface Cost {
  readonly outcome: string;
  readonly peak: number;
  readonly seconds: number;
}

const costOf = async (kind: 'call' | 'archive', hostile: Hostile): Promise<Cost> => {
  const server = await serve(hostile);
  const script = fileURLToPath(new URL('../support/bench/hostile-process.ts', import.meta.url));
  const child = fork(script, [kind, server.url], { execArgv: ['--import', 'tsx'] });
  const [cost] = (await once(child, 'message')) as [Cost];
  await server.close();
  return cost;
};

const ordinary = await costOf('call', reply('an ordinary call', listOf('{}', 30), 0, ''));
for (const hostile of inputs) {
  const { name, sent, ceiling, outcome } = hostile;
  const cost = await costOf(name.includes('archive') ? 'archive' : 'call', hostile);
  const peak = (cost.peak - ordinary.peak) / MB;
  const holds = peak <= ceiling && cost.seconds <= hostile.seconds && cost.outcome.includes(outcome);
  console.log(
    `${name} (${sent.length} bytes sent): ${peak.toFixed(0)} MB (${ceiling} at most), ${cost.seconds.toFixed(1)} s; ` +
      `${cost.outcome.slice(0, 110)}${holds ? '' : `: NOT as wanted (${outcome})`}`,
  );
  if (!holds) process.exitCode = 1;
}
