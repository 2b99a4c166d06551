// Stores clicks as their hours appear, each exactly once, however often it is stopped or killed:
//
//   HASOFFERS_NETWORK_ID=acme HASOFFERS_NETWORK_TOKEN=NET… npx tsx examples/clicks-to-sqlite/consumer.ts clicks.db 20260101
//
// After a SIGKILL, remove clicks.db.lock: this build of SQLite locks with a folder, which then remains.
import { ReplaySubject, takeUntil } from 'rxjs';
import { HasOffers } from 'rxoffers';
import { COLUMNS, openClickStore } from './click-store.js';

const [path = 'clicks.db', since = '20260101', interval = '300000'] = process.argv.slice(2);
const print = (line: string): void => void process.stdout.write(`${line}\n`);

// Ctrl-C ends the loop at once: an unfinished file is rolled back, and stored after the next start.
const stopped = new ReplaySubject<void>(1);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.next());

const api = HasOffers.fromEnv({ retryDelay: 100 });
api.events$.subscribe((event) => {
  if (event.type === 'resume') print(`resumed ${event.file} at byte ${event.offset}`);
});
const store = openClickStore(path);
try {
  const files = api.rawLogs.clicks.follow({
    since,
    checkpoint: store.checkpoint(),
    interval: Number(interval),
    onFault: ({ message }) => print(`poll failed, will be repeated: ${message}`),
    onReport: ({ type, filename }) => print(`${type} ${filename}`),
  });
  for await (const { file, checkpoint, late } of files.pipe(takeUntil(stopped))) {
    const batches = file.batches({ fields: COLUMNS }).pipe(takeUntil(stopped));
    const clicks = await store.storeFile(batches, checkpoint, (count) => print(`inserted ${count}`));
    if (clicks !== undefined) print(`stored ${file.filename}: ${clicks} clicks${late ? ', late' : ''}`);
  }
  print('stopped');
} catch (error) {
  print(`failed: ${String(error)}`);
  process.exitCode = 1;
} finally {
  store.close();
  await api.close();
}
