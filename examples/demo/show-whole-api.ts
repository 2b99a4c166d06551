// The part of the demo about the whole API: controllers, a report that is split, a change feed, and the view of
// an affiliate.
import { firstValueFrom, lastValueFrom, take, toArray } from 'rxjs';
import { HasOffers, HasOffersAffiliate, watch } from 'rxoffers';
import { createSandbox } from 'rxoffers/sandbox';
import type { Print } from './show-raw-logs.js';

/** Shows controllers, reports, a change feed and an affiliate's client. */
export const showWholeApi = async (print: Print): Promise<void> => {
  const sandbox = await createSandbox({
    ...{ seed: 7, offers: 20 },
    rawLogs: { from: '20240101', days: 14, filesPerDay: 4 },
    reports: { heavyDays: 4 },
  });
  const api = new HasOffers({ ...sandbox.credentials, rateLimit: false });

  const campaigns = api.controller('AdManager').findAllCampaigns({ fields: ['id', 'name'], limit: 3 });
  print('Controllers: three campaigns of the ad manager', ...(await lastValueFrom(campaigns.pipe(toArray()))));
  const isSet = await firstValueFrom(api.offers.setPayout({ id: 1, affiliate_id: 2, payout: '1.25' }));
  print('Every method: offers.setPayout', isSet);

  const before = sandbox.requests.length;
  const report = api.reports.getStats({
    fields: ['Stat.date', 'Stat.clicks'],
    dataStart: '2024-01-01',
    dataEnd: '2024-01-14',
    coerce: true,
  });
  const rows = await lastValueFrom(report.pipe(toArray()));
  print(
    'Reports: two weeks by day, from a service that answers four days at a time',
    rows.map(({ Stat }) => `${Stat.date?.slice(5)}: ${Stat.clicks}`).join('  '),
    `${sandbox.requests.length - before} requests`,
  );

  const changes = watch(() => api.offers.findAll({ fields: ['id', 'name'] }), { interval: 20, skipInitial: true });
  const next = firstValueFrom(changes.pipe(take(1)));
  await sandbox.received(sandbox.requests.length + 2);
  sandbox.tables.Offer.update(3, { name: 'A new name' });
  const change = await next;
  print(
    'Change feed',
    `${change.type} ${String(change.item)}: ${change.type === 'changed' ? change.fields.join() : ''}`,
  );

  const affiliate = new HasOffersAffiliate(sandbox.affiliateCredentials);
  const own = affiliate.controller('Affiliate_Offer').findMyOffers({ limit: 2, fields: ['name'] });
  print('An affiliate’s own view', ...(await lastValueFrom(own.pipe(toArray()))));

  await Promise.all([api.close(), affiliate.close()]);
  await sandbox.close();
};
