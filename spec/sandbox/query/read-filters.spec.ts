import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox, refusalOf, type Params } from '../../support/sandbox-call.js';

const found = async (params: Params): Promise<unknown> => {
  const sandbox = await openSandbox({ offers: 0 });
  const rows = [
    { name: 'Alpha', status: 'active', currency: 'USD' },
    { name: 'Beta', status: 'paused', currency: null },
    { name: 'Gamma', status: 'deleted', currency: 'EUR' },
  ];
  for (const row of rows) sandbox.tables.Offer.insert(row);
  return dataOf(sandbox, 'Offer.findAllIds', params);
};

describe('filters', () => {
  it.each<[Params, string[]]>([
    [{}, ['1', '2', '3']],
    [{ 'filters[status]': 'active' }, ['1']],
    [{ 'filters[status]': ['active', 'paused'] }, ['1', '2']],
    [{ 'filters[Offer.id][GREATER_THAN]': '1', 'filters[id][LESS_THAN]': '3' }, ['2']],
    [{ 'filters[id][GREATER_THAN_OR_EQUAL_TO]': '2', 'filters[status]': 'deleted' }, ['3']],
    [{ 'filters[name][LIKE]': '%eta' }, ['2']],
    [{ 'filters[currency][NULL]': '1' }, ['2']],
    [{ 'filters[currency]': '' }, []],
    [{ 'filters[OR][status]': 'active', 'filters[OR][currency]': 'EUR' }, ['1', '3']],
    [{ 'filters[OR][id][GREATER_THAN]': '2', 'filters[OR][name]': 'alpha' }, ['1', '3']],
    [{ 'filters[OR][id]': '1', 'filters[OR][name]': 'Beta', 'filters[status]': 'paused' }, ['2']],
  ])('%j finds %j', async (params, ids) => {
    expect(await found(params)).toEqual(ids);
  });

  it('refuse what the service refuses', async () => {
    const sandbox = await openSandbox();
    const refusal = (params: Params) => refusalOf(sandbox, 'Offer.findAll', params);
    expect(await refusal({ 'filters[nothing]': '1' })).toBe(
      "Field 'nothing' does not exist or is not allowed to be used.",
    );
    expect(await refusal({ 'filters[id][BESIDES]': '1' })).toBe("Conditional 'BESIDES' is not supported.");
    expect(await refusal({ 'filters[id][LESS_THAN]': ['1'] })).toBe("Conditional 'LESS_THAN' takes a single value.");
  });
});
