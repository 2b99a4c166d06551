// Makes one call, or reads one raw log, and tells the outcome and the most memory it took. Started by hostile-inputs.bench.ts.
import { count, lastValueFrom, map, type Observable } from 'rxjs';
import { HasOffers } from 'rxoffers';

const [kind, endpoint] = process.argv.slice(2) as [string, string];
const api = new HasOffers({ endpoint, networkId: 'bench', networkToken: 'NETbench', retries: 0 });

const counted = (source: Observable<unknown>): Observable<string> =>
  source.pipe(
    count(),
    map((elements) => `${elements} elements`),
  );

const works: Readonly<Record<string, () => Observable<string>>> = {
  call: () => counted(api.call('Offer', 'findAll')),
  archive: () => counted(api.rawLogs.clicks.findAll('20160909')),
};

const started = performance.now();
const outcome = await lastValueFrom(works[kind]!()).catch(String);
await api.close();
process.send?.({
  outcome,
  peak: process.resourceUsage().maxRSS * 1024,
  seconds: (performance.now() - started) / 1000,
});
process.disconnect();
