// The cost of keeping one id of each of a million records: bytes of heap per id.
import { type FindLogsOptions, HasOffers } from 'rxoffers';
import { startLogServer } from '../support/bench/log-server.js';

const FILES = 20;
const ROWS = 50_000;

using server = await startLogServer(FILES, ROWS, 2);
const api = new HasOffers({
  endpoint: `${server.origin}/Apiv3/json`,
  networkId: 'bench',
  networkToken: 'NETbench',
  rateLimit: false,
});

const used = (): number => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

const perId = async (options: FindLogsOptions): Promise<number> => {
  const before = used();
  const ids: unknown[] = [];
  await api.rawLogs.clicks
    .findAll('20160909', options)
    .forEach((record) => void ids.push((record as { transaction_id?: string | null }).transaction_id));
  const bytes = (used() - before) / ids.length;
  if (ids.length !== FILES * ROWS) throw new Error(`${ids.length} ids`);
  return bytes;
};

const ways = { default: {}, fields: { fields: ['transaction_id', 'offer_id'] }, lazy: { lazy: true } };
for (const [name, options] of Object.entries(ways)) {
  const bytes = await perId(options);
  console.log(`${name.padEnd(8)} ${bytes.toFixed(0)} bytes per id (at most 200)`);
  if (!(bytes <= 200)) process.exitCode = 1;
}
await api.close();
