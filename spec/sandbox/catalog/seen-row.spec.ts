import { describe, expect, it } from 'vitest';
import { entityOf } from '../../../lib/sandbox/catalog/generated-entity.js';
import { seenRow } from '../../../lib/sandbox/catalog/scope.js';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';
import { callOf } from './catalog-call-of.js';

const affiliate = { principal: { kind: 'affiliate', id: '1' } } as const;

describe('seenRow', () => {
  it('shows the network every row', () => {
    expect(seenRow(callOf('x.y'), entityOf('AffiliateUser'), '9')).toMatchObject({ id: '9' });
    expect(seenRow(callOf('x.y'), entityOf('AffiliateUser'), '999')).toBeUndefined();
  });

  it('shows an affiliate its own rows alone, and makes up those that are made up', () => {
    const call = callOf('x.y', {}, affiliate);
    expect(seenRow(call, entityOf('AffiliateUser'), '1')).toMatchObject({ affiliate_id: '1' });
    expect(seenRow(call, entityOf('AffiliateUser'), '9')).toBeUndefined();
    expect(seenRow(call, entityOf('AffiliateInvoice'), '5')).toMatchObject({ id: '5', affiliate_id: '1' });
    expect(seenRow(call, entityOf('AffiliateInvoice'), '8')).toBeUndefined();
  });

  it('guards reads and writes of affiliates', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'Affiliate_AffiliateUser.findById', { id: '9' })).toBeNull();
    expect(Object.keys((await dataOf(sandbox, 'Affiliate_AffiliateUser.findAll')) as object)).toEqual(['1']);
    expect(await refusalOf(sandbox, 'Affiliate_AffiliateUser.update', { id: '9', 'data[title]': 'x' })).toBe(
      'Failed to hydrate rows: 9',
    );
    expect(sandbox.tables.AffiliateUser.get(9)?.['title']).toBeNull();
  });
});
