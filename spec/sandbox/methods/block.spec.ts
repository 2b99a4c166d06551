import { describe, expect, it } from 'vitest';
import { dataOf, openSandbox, refusalOf } from '../../support/sandbox-call.js';

describe('block', () => {
  it('changes the status, with or without a reason (rows 90 and 92)', async () => {
    const sandbox = await openSandbox();
    expect(await dataOf(sandbox, 'Advertiser.block', { id: '3', reason: '' })).toBe(true);
    expect(await dataOf(sandbox, 'Affiliate.block', { id: '3' })).toBe(true);
    expect([sandbox.tables.Advertiser.get(3)?.['status'], sandbox.tables.Affiliate.get(3)?.['status']]).toEqual([
      ...['blocked', 'blocked'],
    ]);
  });

  it('refuses one that is not there', async () => {
    expect(await refusalOf(await openSandbox(), 'Affiliate.block', { id: '99' })).toBe('Failed to hydrate rows: 99');
  });
});
