// Clicks and payouts of two months by offer, from a service that answers ten days at a time: `npx tsx examples/whole-api/daily-report.ts`.
import { firstValueFrom } from 'rxjs';
import { HasOffers } from 'rxoffers';
import { createSandbox } from 'rxoffers/sandbox';

await using sandbox = await createSandbox({
  offers: 5,
  rawLogs: { from: '20240101', days: 60, filesPerDay: 2, rowsPerFile: 20 },
  reports: { heavyDays: 10 },
});
await using api = new HasOffers({ ...sandbox.credentials, rateLimit: false });

const report = api.reports.getStats({
  fields: ['Stat.offer_id', 'Offer.name', 'Stat.clicks', 'Stat.payout'],
  sort: '-Stat.clicks',
  dataStart: '2024-01-01',
  dataEnd: '2024-02-29',
});

for await (const { Stat, Offer } of report)
  process.stdout.write(
    `${String(Stat.clicks).padStart(6)} clicks ${String(Stat.payout).padStart(12)}  ${Offer.name}\n`,
  );

const { Stat: total } = await firstValueFrom(report.totals$);
process.stdout.write(`${String(total?.clicks).padStart(6)} clicks ${String(total?.payout).padStart(12)}  in all\n`);
process.stdout.write(`${sandbox.requests.length} requests, since the service refuses more than ten days\n`);
