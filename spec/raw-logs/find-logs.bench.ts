// Speed of a day of raw logs, against the usual pipeline and against inflating alone: all in one run, interleaved.
import { type FindLogsOptions, HasOffers } from 'rxoffers';
import { RECORDED_COLUMNS } from '../support/log-csv.js';
import { inflateOnly, usualPipeline, usualPush } from '../support/bench/usual-pipeline.js';
import { startLogServer } from '../support/bench/log-server.js';
import { compare } from '../support/compare.js';

const FILES = 24;
const ROWS = 7_600;
const RECORDS = FILES * ROWS;
const FIVE = ['transaction_id', 'offer_id', 'datetime', 'payout_cents', 'country_code'] as const;

using server = await startLogServer(FILES, ROWS);
const { origin, bytes } = server;
const api = new HasOffers({
  endpoint: `${origin}/Apiv3/json`,
  networkId: 'bench',
  networkToken: 'NETbench',
  rateLimit: false,
});

type Row = Readonly<Record<string, string | null | undefined>>;
let sum = 0;
const readOne = (record: object): void => void (sum += (record as Row)['offer_id']?.length ?? 0);
const readAll = (record: object): void => {
  for (const name of RECORDED_COLUMNS) sum += (record as Row)[name]?.length ?? 0;
};

const check = (count: number): void => {
  if (count !== RECORDS) throw new Error(`${count} of ${RECORDS} records`);
};
const counted = async (run: (handle: (record: object) => void) => Promise<unknown>, read: (record: object) => void) => {
  let count = 0;
  await run((record) => {
    count += 1;
    read(record);
  });
  check(count);
};
const ours =
  (options: FindLogsOptions, read = readOne) =>
  () =>
    counted((handle) => api.rawLogs.clicks.findAll('20160909', options).forEach(handle), read);

const cases = {
  usual: () => counted((handle) => usualPush(origin, FILES, handle), readOne),
  usualLoop: async () => {
    let count = 0;
    for await (const record of usualPipeline(origin, FILES)) {
      count += 1;
      readOne(record);
    }
    check(count);
  },
  findAll: ours({}),
  fields: ours({ fields: FIVE }),
  lazy: ours({ lazy: true }),
  lazyAll: ours({ lazy: true }, readAll),
  loop: async () => {
    let count = 0;
    for await (const record of api.rawLogs.clicks.findAll('20160909')) {
      count += 1;
      readOne(record);
    }
    check(count);
  },
  inflate: async () => {
    for (let i = 0; i < FILES; i += 1) await inflateOnly(origin, i);
  },
};

const wanted = process.argv.slice(2);
const chosen = Object.fromEntries(
  Object.entries(cases).filter(([name]) => wanted.length === 0 || wanted.includes(name)),
);
const times = (await compare(chosen as typeof cases)) as Record<keyof typeof cases, number>;
await api.close();

const rate = (ms: number): string =>
  `${(RECORDS / ms / 1000).toFixed(2)} million records/s, ${(bytes / ms / 1000).toFixed(0)} MB of CSV/s`;
for (const [name, ms] of Object.entries(times))
  console.log(`${name.padEnd(10)} ${ms.toFixed(0).padStart(6)} ms  ${rate(ms)}`);

const rows: readonly [what: string, ratio: number, floor: number][] = [
  ['findAll ÷ usual', times.usual / times.findAll, 5],
  ['fields of 5 ÷ usual', times.usual / times.fields, 9],
  ['lazy ÷ usual', times.usual / times.lazy, 8],
  ['lazy, 57 columns read ÷ usual', times.usual / times.lazyAll, 4.5],
  ['for await ÷ usual for await', times.usualLoop / times.loop, 5],
  ['fields of 5 ÷ inflating alone', times.inflate / times.fields, 0.35],
];
for (const [what, ratio, floor] of rows) {
  console.log(`${what.padEnd(32)} ${ratio.toFixed(2)} (at least ${floor})`);
  if (ratio < floor) process.exitCode = 1;
}
if (sum === 0) process.exitCode = 1;
