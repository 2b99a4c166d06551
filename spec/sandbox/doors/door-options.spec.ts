import { describe, expect, it } from 'vitest';
import { authSettings } from '../../../lib/sandbox/auth/schemes.js';

describe('openDoors', () => {
  it('fills in the defaults', () => {
    expect(authSettings({})).toEqual({
      affiliateApiKey: 'AFFsandbox',
      advertiserApiKey: 'ADVsandbox',
      tokenLifetime: 86_400,
      integrator: { integratorId: 'INTsandbox', clientId: 'client', clientSecret: 'SECRETsandbox' },
    });
    expect(authSettings({ integrator: { clientId: 'x' } }).integrator).toMatchObject({
      integratorId: 'INTsandbox',
      clientId: 'x',
    });
  });

  it.each([0, -1, NaN, Infinity])('refuses a lifetime of %d', (tokenLifetime) => {
    expect(() => authSettings({ tokenLifetime })).toThrow(RangeError);
  });
});
