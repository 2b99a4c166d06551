import { describe, expect, it } from 'vitest';
import { callText, idsIn, openSandbox, refusalOf, type Params } from '../../support/sandbox-call.js';

describe('sort', () => {
  const ordered = async (params: Params): Promise<string[]> => {
    const sandbox = await openSandbox({ offers: 0, advertisers: 0 });
    sandbox.tables.Advertiser.insert({ company: 'Zeta' });
    sandbox.tables.Advertiser.insert({ company: 'Eta' });
    const rows = [
      ['b', '10.00000', '1'],
      ['a', '9.00000', '2'],
      ['b', '2.00000', null],
    ] as const;
    for (const [name, payout, advertiser] of rows)
      sandbox.tables.Offer.insert({ name, default_payout: payout, advertiser_id: advertiser });
    return idsIn(await callText(sandbox, 'Offer.findAll', params));
  };

  it.each<[Params, string[]]>([
    [{}, ['1', '2', '3']],
    [{ 'sort[Offer.id]': 'desc' }, ['3', '2', '1']],
    [{ 'sort[id]': 'asc' }, ['1', '2', '3']],
    [{ 'sort[Offer.name]': 'asc' }, ['2', '1', '3']],
    [{ 'sort[Offer.name]': 'desc', 'sort[Offer.id]': 'desc' }, ['3', '1', '2']],
    [{ 'sort[Offer.default_payout]': 'asc' }, ['3', '2', '1']],
    [{ 'sort[Advertiser.company]': 'asc' }, ['3', '2', '1']],
  ])('%j gives %j', async (params, ids) => {
    expect(await ordered(params)).toEqual(ids);
  });

  it('is by the kind without one: the service lists affiliates newest first', async () => {
    const sandbox = await openSandbox({ affiliates: 3 });
    expect(idsIn(await callText(sandbox, 'Affiliate.findAll'))).toEqual(['3', '2', '1']);
  });

  it('refuses a field that is none', async () => {
    expect(await refusalOf(await openSandbox(), 'Offer.findAll', { 'sort[Offer.x]': 'asc' })).toMatch(
      "Field 'Offer.x'",
    );
  });
});
