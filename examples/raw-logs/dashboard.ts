// Totals by country, updated while a day of clicks comes in: `npx tsx examples/raw-logs/dashboard.ts`.
import { auditTime, map, scan } from 'rxjs';
import { HasOffers } from 'rxoffers';
import { createSandbox } from 'rxoffers/sandbox';

await using sandbox = await createSandbox({ rawLogs: { from: '20160907', days: 1, rowsPerFile: 500 } });
await using api = new HasOffers(sandbox.credentials);

const dashboard = api.rawLogs.clicks.findAll('20160907', { fields: ['country_code'], ordered: false }).pipe(
  scan((clicks, { country_code: country }) => {
    const name = country ?? 'none';
    return clicks.set(name, (clicks.get(name) ?? 0) + 1);
  }, new Map<string, number>()),
  auditTime(100), // ten updates a second, however many clicks come
  map((clicks) => [...clicks].map(([country, count]) => `${country} ${String(count).padStart(6)}`).join('   ')),
);
await dashboard.forEach((line) => process.stdout.write(`${line}\n`));
