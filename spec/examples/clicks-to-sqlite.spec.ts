import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { concat, firstValueFrom, take, throwError } from 'rxjs';
import { HasOffers, iterate } from 'rxoffers';
import { createSandbox, type Sandbox } from 'rxoffers/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COLUMNS, openClickStore } from '../../examples/clicks-to-sqlite/click-store.js';
import { soak } from '../support/soak.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the store of clicks', () => {
  let sandbox: Sandbox;
  let api: HasOffers;
  let folder: string;
  let store: ReturnType<typeof openClickStore>;

  beforeEach(async () => {
    sandbox = await createSandbox({ rawLogs: { from: '20160907', days: 1, filesPerDay: 2, rowsPerFile: 700 } });
    api = new HasOffers(sandbox.credentials);
    folder = mkdtempSync(join(tmpdir(), 'clicks-'));
    store = openClickStore(join(folder, 'clicks.db'));
  });
  afterEach(async () => {
    store.close();
    rmSync(folder, { recursive: true });
    await api.close();
    await sandbox.close();
  });

  const follow = () => api.rawLogs.clicks.follow({ since: '20160907', checkpoint: store.checkpoint() });
  const first = () => firstValueFrom(follow());

  it('keeps the clicks of a file with its checkpoint, also when it is reopened', async () => {
    const { file, checkpoint } = await first();
    expect(await store.storeFile(file.batches({ fields: COLUMNS }), checkpoint)).toBe(700);
    store.close();
    store = openClickStore(join(folder, 'clicks.db'));
    const rows = [...sandbox.rawLogs.rows('clicks', file.filename)];
    const cents = rows.reduce((sum, { payout_cents }) => sum + Number(payout_cents), 0);
    expect(store.totals()).toEqual({ clicks: 700, transactions: 700, cents });
    expect(store.checkpoint()).toEqual(checkpoint);
    expect((await first()).file.filename).not.toBe(file.filename);
  });

  it('keeps nothing of a file that is left before its end', async () => {
    const { file, checkpoint } = await first();
    let inserted = 0;
    const batches = iterate(file.batches({ fields: COLUMNS }).pipe(take(1)));
    expect(await store.storeFile(batches, checkpoint, (count) => (inserted = count))).toBeUndefined();
    expect(inserted).toBeGreaterThan(0);
    expect(store.totals().clicks).toBe(0);
    expect(store.checkpoint()).toBeNull();
  });

  it('keeps nothing of a file that fails, and stores it at the next attempt', async () => {
    const { file, checkpoint } = await first();
    const broken = concat(
      file.batches({ fields: COLUMNS }).pipe(take(1)),
      throwError(() => new Error('broken')),
    );
    await expect(store.storeFile(iterate(broken), checkpoint)).rejects.toThrow('broken');
    expect(store.totals().clicks).toBe(0);
    expect(store.checkpoint()).toBeNull();
    expect(await store.storeFile(file.batches({ fields: COLUMNS }), checkpoint)).toBe(700);
    expect(store.totals().transactions).toBe(700);
  });
});

describe('the consumer that stores clicks in SQLite', () => {
  let sandbox: Sandbox;
  let folder: string;

  beforeEach(async () => {
    sandbox = await createSandbox({ rawLogs: { from: '20160907', days: 1, filesPerDay: 2, rowsPerFile: 700 } });
    folder = mkdtempSync(join(tmpdir(), 'clicks-'));
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await sandbox.close();
  });

  /** Starts the consumer, and ends it with `signal` at a line; the result is what it printed. */
  const consume = async (
    path: string,
    signal: NodeJS.Signals,
    isLast: (line: string) => boolean,
  ): Promise<string[]> => {
    const args = ['--import', 'tsx', 'examples/clicks-to-sqlite/consumer.ts', path, '20160907', '500'];
    const { networkId, networkToken, endpoint } = sandbox;
    const credentials = { HASOFFERS_NETWORK_ID: networkId, HASOFFERS_NETWORK_TOKEN: networkToken };
    const env = { ...process.env, ...credentials, HASOFFERS_ENDPOINT: endpoint };
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (!child.killed && isLast(line)) child.kill(signal);
    }
    await exited;
    // This build of SQLite locks with a folder, which a killed process does not remove.
    rmSync(`${path}.lock`, { recursive: true, force: true });
    return lines;
  };

  it('has each click exactly once, though it is killed in the middle of a file', async () => {
    const path = join(folder, 'clicks.db');
    sandbox.faults.next({ kind: 'stall-at', at: 40_000 });
    const killed = await consume(path, 'SIGKILL', (line) => line.startsWith('inserted') && line !== 'inserted 0');
    expect(killed.some((line) => line.startsWith('stored'))).toBe(false);
    let stored = 0;
    await consume(path, 'SIGINT', (line) => line.startsWith('stored') && ++stored === 2);
    const store = openClickStore(path);
    const { clicks, transactions } = store.totals();
    store.close();
    expect([clicks, transactions]).toEqual([1400, 1400]);
  }, 60_000);

  // Two kills, two stops, a changed and a late file: in `npm run soak`.
  it.runIf(soak(0, 1))(
    'does so through the whole example',
    async () => {
      const { stdout } = await run(process.execPath, ['--import', 'tsx', 'examples/clicks-to-sqlite.ts'], {
        cwd: root,
      });
      expect(stdout).toContain('Try again later');
      expect(stdout.match(/SIGKILL after/g)).toHaveLength(2);
      expect(stdout.match(/SIGINT after/g)).toHaveLength(2);
      expect(stdout).toContain('RawLogChangedError');
      expect(stdout).toMatch(/^ {2}stored .*, late$/m);
      expect(stdout).toMatch(/^16000 records, each exactly once$/m);
    },
    120_000,
  );
});
