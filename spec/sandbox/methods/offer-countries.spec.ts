import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';

describe('countries of an offer', () => {
  it('are added by code and come as a list (rows 60, 101 and 102)', async () => {
    const sandbox = await openSandbox();
    const { Offer } = (await dataOf(sandbox, 'Offer.create', { 'data[name]': 'x' })) as { Offer: { id: string } };
    expect(await dataOf(sandbox, 'Offer.getTargetCountries', { id: Offer.id })).toEqual([]);
    expect(await dataOf(sandbox, 'Offer.addTargetCountry', { id: Offer.id, country_code: 'CZ' })).toBe(true);
    expect(await dataOf(sandbox, 'Offer.getTargetCountries', { id: Offer.id })).toEqual([
      { Country: { id: '203', code: 'CZ', name: 'czech republic', regions: [] } },
    ]);
  });

  it('are refused when they are none', async () => {
    const refusal = await refusalOf(await openSandbox(), 'Offer.addTargetCountry', { id: '1', country_code: 'XX' });
    expect(refusal).toBe("Country 'XX' is not valid.");
  });
});
