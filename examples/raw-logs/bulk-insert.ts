// Batches for a sink that inserts in bulk: `npx tsx examples/raw-logs/bulk-insert.ts`. The next batch is pulled when the
// sink is done with this one.
import { setTimeout as wait } from 'node:timers/promises';
import { drainMap, HasOffers, type LogBatch, type LogRecord } from 'rxoffers';
import { createSandbox } from 'rxoffers/sandbox';

await using sandbox = await createSandbox({
  rawLogs: { from: '20160907', days: 1, filesPerDay: 4, rowsPerFile: 1_000 },
});
await using api = new HasOffers(sandbox.credentials);

/** Stands in for a database. */
const insert = async (batch: LogBatch<LogRecord<'offer_id' | 'ip'>>): Promise<string> => {
  await wait(20);
  // The whole file was verified: commit the transaction here.
  return batch.complete ? `  commit ${batch.file.displayName}` : `${batch.length} records`;
};

const clicks = api.rawLogs.clicks.batches('20160907', { fields: ['offer_id', 'ip'] });
await clicks.pipe(drainMap(insert)).forEach((line) => process.stdout.write(`${line}\n`));
