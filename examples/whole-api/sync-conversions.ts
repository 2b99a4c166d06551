// A copy of the conversions, kept up to date by a consumer that stops and continues: `npx tsx examples/whole-api/sync-conversions.ts`.
import { take } from 'rxjs';
import { type ConversionCheckpoint, HasOffers } from 'rxoffers';
import { createSandbox } from 'rxoffers/sandbox';

await using sandbox = await createSandbox({ conversions: 8 });
await using api = new HasOffers(sandbox.credentials);

// A database would hold both, and write them in one transaction.
const stored = new Map<unknown, string>();
let checkpoint: string | undefined;

/** Stores this many changes, then stops, as after a crash. */
const consume = async (changes: number): Promise<void> => {
  const options = {
    since: '2016-01-01',
    interval: 50,
    checkpoint: checkpoint === undefined ? null : (JSON.parse(checkpoint) as ConversionCheckpoint),
  };
  for await (const { conversion, checkpoint: next } of api.conversions.sync(options).pipe(take(changes))) {
    stored.set(conversion.tune_event_id, `${conversion.status} ${conversion.payout}`);
    checkpoint = JSON.stringify(next);
  }
};

await consume(5);
await consume(3);
process.stdout.write(`${stored.size} conversions after two runs, the second from the checkpoint of the first\n`);

const [first] = sandbox.tables.Conversion.rows();
sandbox.tables.Conversion.update(1, { status: 'rejected', payout: '0.00000' });
await consume(1);
process.stdout.write(`one of them was rejected in the meantime: ${stored.get(first?.['tune_event_id'])}\n`);
process.stdout.write(`${checkpoint?.length ?? 0} characters of checkpoint\n`);
