// Counts the files of lib that one call runs through, with V8's precise coverage:
// `npx tsx scripts/files-per-flow.ts [--list]`. A file counts if one of its functions ran; loading the library does not count.
import { type Profiler, Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { lastValueFrom, type Observable } from 'rxjs';
import { HasOffers } from '../lib/index.js';
import { createSandbox, type Sandbox } from '../lib/sandbox/index.js';

const LIB = fileURLToPath(new URL('../lib/', import.meta.url));
const session = new Session();

/** Whether a function ran; the first one of a script is the module itself. */
const ran = ({ functions }: Profiler.ScriptCoverage): boolean =>
  functions.slice(1).some(({ ranges }) => (ranges[0]?.count ?? 0) > 0);

const filesOf = ({ result }: Profiler.TakePreciseCoverageReturnType): string[] =>
  result
    .filter(({ url }) => url.startsWith('file://') && fileURLToPath(url).startsWith(LIB))
    .filter(ran)
    .map(({ url }) => fileURLToPath(url).slice(LIB.length).split('?')[0] ?? '')
    .filter((file) => !file.startsWith('sandbox/'))
    .sort();

interface Flow {
  readonly name: string;
  readonly call: (api: HasOffers, sandbox: Sandbox) => Observable<unknown>;
}

const FLOWS: readonly Flow[] = [
  { name: 'findAll of one page', call: (api) => api.offers.findAll({ limit: 10 }) },
  {
    name: 'findById with one retry',
    call: (api, sandbox) => {
      sandbox.faults.next({ kind: 'status', status: 503 });
      return api.offers.findById(1);
    },
  },
  { name: 'a day of raw logs', call: (api) => api.rawLogs.clicks.findAll('20260101') },
  {
    name: 'a report',
    call: (api) =>
      api.reports.getStats({ fields: ['Offer.name', 'Stat.clicks'], dataStart: '2026-01-01', dataEnd: '2026-01-02' }),
  },
];

const run = async ({ call }: Flow, withClient: boolean): Promise<string[]> => {
  const sandbox = await createSandbox({ offers: 20, rateLimit: false, rawLogs: { from: '20260101', days: 1 } });
  const start = () => session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  if (withClient) await start();
  const api = new HasOffers({ ...sandbox.credentials, retryDelay: 1 });
  if (!withClient) await start();
  await lastValueFrom(call(api, sandbox));
  const files = filesOf(await session.post('Profiler.takePreciseCoverage'));
  await session.post('Profiler.stopPreciseCoverage');
  await api.close();
  await sandbox.close();
  return files;
};

session.connect();
await session.post('Profiler.enable');
// One run each loads what is loaded on first use, so the next run shows the call alone.
for (const flow of FLOWS) await run(flow, false);
console.log('files of the call alone, and with the client made for it');
for (const flow of FLOWS) {
  const files = await run(flow, false);
  const all = await run(flow, true);
  console.log(`${String(files.length).padStart(4)} ${String(all.length).padStart(4)}  ${flow.name}`);
  if (process.argv.includes('--list')) for (const file of files) console.log(`           ${file}`);
}
session.disconnect();
