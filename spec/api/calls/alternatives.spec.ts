import { mergeMap } from 'rxjs';
import { type Filters, HasOffers, type ModelFields } from 'rxoffers';
import { createSandbox } from 'rxoffers/sandbox';
import { describe, expect, it, onTestFinished } from 'vitest';
import { collect } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';

type OfferFields = ModelFields['Offer'];

const OR = 'filters[OR][id][]=1&filters[OR][id][]=3&filters[OR][name][LIKE]=x%';
const or = [{ id: [1, 3] }, { name__like: 'x%' }] as const;

const openSandboxApi = async (): Promise<HasOffers> => {
  const sandbox = await createSandbox({ seed: 1, offers: 5, rateLimit: false });
  const api = new HasOffers(sandbox.credentials);
  onTestFinished(async () => {
    await api.close();
    await sandbox.close();
  });
  return api;
};

describe('alternatives next to conditions', () => {
  it('go below OR, in every call that takes filters', async () => {
    const { api, lines } = await recordedApi([[]]);
    const filters = { status: 'active', or } as const;
    await collect(api.offers.findAll({ filters }));
    await collect(api.offers.findAllIds({ filters }));
    await collect(api.offers.count({ filters }));
    await collect(api.controller('Offer').findAll({ filters, pageSize: 5 }));
    await collect(api.call('Offer', 'findAll', { filters }, { pageSize: 7 }));
    const conditions = `filters[status]=active&${OR}`;
    expect(lines()).toEqual([
      `Offer.findAll?${conditions}&limit=500&page=1`,
      `Offer.findAllIds?${conditions}`,
      `Offer.findAll?${conditions}&limit=1&fields[]=id`,
      `Offer.findAll?${conditions}&limit=5&page=1`,
      `Offer.findAll?${conditions}&limit=7&page=1`,
    ]);
  });

  it('do not widen a related list, nor the paging by key', async () => {
    const { api, lines } = await recordedApi([{ Offer: { id: '3' } }, []]);
    const conversions = api.offers
      .findById(3)
      .pipe(mergeMap((offer) => offer?.conversions.findAll({ filters: { or: [{ affiliate_id: 5 }] } }) ?? []));
    await collect(conversions);
    await collect(api.offers.findAll({ filters: { id__gt: 7, or }, stable: true }));
    expect(lines().slice(1)).toEqual([
      'Conversion.findAll?filters[offer_id]=3&filters[OR][affiliate_id]=5&limit=500&page=1',
      `Offer.findAll?filters[id][GREATER_THAN]=7&${OR}&sort[Offer.id]=asc&limit=500&page=1`,
    ]);
  });

  it('find the rows that meet all conditions and one alternative', async () => {
    const api = await openSandboxApi();
    const idsOf = (filters: Filters<OfferFields, 'Offer'>) => collect(api.offers.findAllIds({ filters }));
    expect(await idsOf({ or: [{ id: [1, 3] }, { name: 'no offer' }] })).toEqual(['1', '3']);
    expect(await idsOf({ id__gt: 1, or: [{ id: [1, 3] }, { name__not_null: true }] })).toEqual(['2', '3', '4', '5']);
    expect(await idsOf({ id__lt: 2, or: [{ id: [1, 3] }, { name__null: true }] })).toEqual(['1']);
  });

  it('may all be alternatives: a list means "is one of" under connector OR too', async () => {
    const { api, lines } = await recordedApi([[]]);
    await collect(api.offers.findAllIds({ filters: { id: [1, 3], name__like: 'x%' }, connector: 'OR' }));
    expect(lines()).toEqual([`Offer.findAllIds?${OR}`]);
  });
});
