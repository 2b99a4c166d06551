// Stores clicks in SQLite exactly once: starts a sandbox and a consumer that stores its clicks, kills the consumer at the
// worst moments, and counts the rows of the database. Run it with `npm run demo:sqlite`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createSandbox } from 'rxoffers/sandbox';
import { openClickStore } from './clicks-to-sqlite/click-store.js';

const CONSUMER = fileURLToPath(new URL('clicks-to-sqlite/consumer.ts', import.meta.url));
const HOURS = 8;
const print = (line: string): void => void process.stdout.write(`${line}\n`);

const folder = mkdtempSync(join(tmpdir(), 'clicks-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(130));
const path = join(folder, 'clicks.db');

const sandbox = await createSandbox({
  seed: 3,
  rawLogs: { from: '20160907', days: 1, filesPerDay: HOURS, rowsPerFile: 2_000 },
});
const { rawLogs, faults, networkId, networkToken, endpoint } = sandbox;

/** Starts the consumer, sends it `signal` after the awaited line, and resolves with its exit code. */
const live = async (title: string, signal: NodeJS.Signals, isLast: (line: string) => boolean) => {
  print(`\n${title}`);
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), CONSUMER, path, '20160907', '500'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: {
      ...process.env,
      HASOFFERS_NETWORK_ID: networkId,
      HASOFFERS_NETWORK_TOKEN: networkToken,
      HASOFFERS_ENDPOINT: endpoint,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const orphan = (): unknown => child.kill('SIGKILL');
  process.once('exit', orphan);
  const exited = once(child, 'exit') as Promise<[code: number | null]>;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('inserted')) print(`  ${line}`);
    if (child.killed || !isLast(line)) continue;
    print(`  ${signal} after "${line}"`);
    child.kill(signal);
  }
  const [code] = await exited;
  process.off('exit', orphan);
  // This build of SQLite locks with a folder, which a killed process does not remove.
  rmSync(`${path}.lock`, { recursive: true, force: true });
  return code;
};

const isStored = (line: string): boolean => line.startsWith('stored');
const isMidway = (line: string): boolean => line.startsWith('inserted') && line !== 'inserted 0';

const hours = rawLogs.files('clicks');
const [tardy, newest] = [hours[2], hours.at(-1)];
if (!tardy || !newest) throw new RangeError('This needs three hours of clicks');
rawLogs.remove('clicks', tardy.filename);

faults.next({ kind: 'refuse', message: 'Try again later', when: ({ method }) => method === 'listDateDirs' });
for (const at of [20_000, 60_000, 60_001]) faults.next({ kind: 'cut', at });
let stored = 0;
await live('A poll fails, a connection breaks three times, the consumer is killed', 'SIGKILL', (line) => {
  stored += isStored(line) ? 1 : 0;
  return stored === 2;
});

faults.next({ kind: 'stall-at', at: 90_000 });
await live('It is killed in the middle of a file', 'SIGKILL', isMidway);

faults.next({ kind: 'stall-at', at: 90_000 });
await live('It is stopped in the middle of a file', 'SIGINT', isMidway);

faults.next({ kind: 'change', at: 90_000 });
await live('The service rewrites a file while it is downloaded', 'SIGKILL', () => false);

await live('An hour comes late', 'SIGINT', (line) => {
  if (isStored(line) && line.includes(newest.filename)) rawLogs.add('clicks', { startTime: tardy.startTime });
  return line.endsWith('late');
});

const expected = { clicks: 0, cents: 0 };
for (const { filename } of rawLogs.files('clicks'))
  for (const { payout_cents } of rawLogs.rows('clicks', filename)) {
    expected.clicks += 1;
    expected.cents += Number(payout_cents);
  }
const store = openClickStore(path);
const { clicks, transactions, cents } = store.totals();
store.close();
await sandbox.close();

print(`\nThe service has ${expected.clicks} clicks, which pay ${expected.cents} cents.`);
print(`The database has ${clicks} with ${transactions} transaction ids, which pay ${cents} cents.`);
const isRight = clicks === expected.clicks && transactions === clicks && cents === expected.cents;
print(isRight ? `${clicks} records, each exactly once` : 'Records are missing or duplicated');
process.exitCode = isRight ? 0 : 1;
