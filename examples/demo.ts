// A tour of the library against a sandbox, which this program starts itself: `npm run demo`.
import { filter, firstValueFrom, lastValueFrom, map, toArray } from 'rxjs';
import { HasOffers } from 'rxoffers';
import { mergeMap } from 'rxoffers/operators';
import { createSandbox } from 'rxoffers/sandbox';
import { showRawLogs } from './demo/show-raw-logs.js';
import { showWholeApi } from './demo/show-whole-api.js';

const print = (title: string, ...lines: unknown[]): void => {
  process.stdout.write(`\n${title}\n${lines.map((line) => `  ${String(line)}\n`).join('')}`);
};

const sandbox = await createSandbox({ seed: 7 });
const api = new HasOffers({ ...sandbox.credentials, retryDelay: 50 });
api.events$.pipe(filter((event) => event.type === 'retry')).subscribe((event) => {
  print(`(retry) ${event.reason}; again in ${event.delay} ms`);
});

const offers = await lastValueFrom(api.offers.findAll({ limit: 3 }).pipe(toArray()));
print('List: the first three offers', ...offers);

const page = await firstValueFrom(api.offers.findPages({ page: 2, pageSize: 10 }));
print(`Page: ${page.items.length} offers on page ${page.page} of ${page.pageCount}, ${page.count} in all`);

const active = api.offers.findAll({ filters: { status: ['active', 'paused'], id__gt: 50 }, sort: ['-id'], limit: 3 });
print('Filter and sort: active or paused, newest first', ...(await lastValueFrom(active.pipe(toArray()))));

const withCountries = api.offers.findAll({ contain: ['Country', 'Advertiser'], limit: 3 });
const shown = withCountries.pipe(
  map((offer) => `${String(offer)} → ${offer.related('Country').map(String).join(', ') || 'no country'}`),
);
print('Contain: offers with their countries', ...(await lastValueFrom(shown.pipe(toArray()))));

const created = await firstValueFrom(api.offers.create({ name: 'Demo offer', status: 'pending' }));
print('Create', `${String(created)} has id ${created.id}`);
const updated = await firstValueFrom(created.update({ status: 'active' }));
print('Update', `its status is now ${updated.status}`);

sandbox.faults.next({ kind: 'status', status: 503 });
print('Retry: the service fails once', await firstValueFrom(api.offers.count()));

let conversions = 0;
let payout = 0;
for await (const conversion of api.conversions.findAll({ pageSize: 50 })) {
  conversions += 1;
  payout += Number(conversion.payout);
}
print('for await, page after page', `${conversions} conversions, ${payout.toFixed(2)} paid out`);

const files = api.affiliates.findAll({ limit: 10 }).pipe(mergeMap((affiliate) => affiliate.files.findAll(), 4));
let fileCount = 0;
for await (const file of files) fileCount += file.filename ? 1 : 0;
print('mergeMap: the files of ten affiliates, four at a time', `${fileCount} files`);

await showRawLogs(print);
await showWholeApi(print);

print(`${sandbox.requests.length} requests in all, without those to the sandboxes of single parts`);
await api.close();
await sandbox.close();
