import { describe, expect, it } from 'vitest';
import { usualParams } from '../../../lib/sandbox/catalog/catalog-handler.js';
import { callOf } from './catalog-call-of.js';

describe('usualParams', () => {
  it('gives parameters the names that most methods have for them', () => {
    const params = usualParams(callOf('Offer.affiliateFindAll', { 'sorts[name]': 'desc', returnObject: '0', x: 'y' }));
    expect([...params]).toEqual([
      ['sort', new Map([['name', 'desc']])],
      ['return_object', '0'],
      ['x', 'y'],
    ]);
  });

  it('drops the key that says who calls, not the parameter of that name', () => {
    const params = { api_key: 'key' };
    expect(usualParams(callOf('Application.validNetworkApiKey', params)).get('api_key')).toBe('key');
    const principal = { kind: 'affiliate', id: '1' } as const;
    expect(usualParams(callOf('Affiliate_ApiKey.regenerateApiKey', params, { principal })).has('api_key')).toBe(false);
  });
});
