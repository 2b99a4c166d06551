// A day of clicks, one by one: `npx tsx examples/raw-logs/for-await.ts`. A slow loop makes the download wait.
import { HasOffers } from 'rxoffers';
import { createSandbox } from 'rxoffers/sandbox';

await using sandbox = await createSandbox({ rawLogs: { from: '20160907', days: 1 } });
await using api = new HasOffers(sandbox.credentials);

let cents = 0;
for await (const click of api.rawLogs.clicks.findAll('20160907', { fields: ['payout_cents'] })) {
  cents += Number(click.payout_cents);
}
process.stdout.write(`${(cents / 100).toFixed(2)} to be paid for the day\n`);
