// A feed of offers that are added, changed and removed: `npx tsx examples/whole-api/change-feed.ts`.
import { take } from 'rxjs';
import { HasOffers, watch } from 'rxoffers';
import { createSandbox } from 'rxoffers/sandbox';

await using sandbox = await createSandbox({ offers: 3 });
await using api = new HasOffers(sandbox.credentials);

const offers = () => api.offers.findAll({ fields: ['id', 'name', 'status'], filters: { status__ne: 'deleted' } });

// Edits in the network in the meantime.
const edits = [
  () => sandbox.tables.Offer.update(2, { name: 'A new name' }),
  () => sandbox.tables.Offer.insert({ name: 'Brand new', status: 'active' }),
  () => sandbox.tables.Offer.update(1, { status: 'deleted' }),
];
sandbox.onRequest(({ method }) => {
  if (method === 'findAll' && sandbox.requests.length > 1) edits.shift()?.();
});

await watch(offers, { interval: 100, onFault: console.warn })
  .pipe(take(6))
  .forEach((change) => {
    const fields = change.type === 'changed' ? `: ${change.fields.join(', ')}` : '';
    process.stdout.write(`${change.type} ${change.item.id} ${change.item.name}${fields}\n`);
  });
