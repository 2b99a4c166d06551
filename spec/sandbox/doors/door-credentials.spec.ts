import { describe, expect, it } from 'vitest';
import { schemeCredentials } from '../../../lib/sandbox/auth/schemes.js';
import { authSettings } from '../../../lib/sandbox/auth/schemes.js';

describe('doorCredentials', () => {
  it('are as clients take them', () => {
    const address = { endpoint: 'http://127.0.0.1:1/Apiv3/json', networkId: 'net' };
    expect(schemeCredentials(address, authSettings({ affiliateApiKey: 'K' }))).toEqual({
      affiliateCredentials: { ...address, apiKey: 'K' },
      advertiserCredentials: { ...address, apiKey: 'ADVsandbox' },
      integratorCredentials: {
        ...address,
        integrator: {
          integratorId: 'INTsandbox',
          clientId: 'client',
          clientSecret: 'SECRETsandbox',
          authorizeEndpoint: 'http://127.0.0.1:1/authorize',
        },
      },
    });
  });
});
