import { of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createIntegrator } from 'rxoffers';
import { createAuthenticator } from '../../../lib/transport/auth/credentials.js';
import type { Credentials } from '../../../lib/transport/auth/credentials.js';
import type { AuthParams } from '../../../lib/transport/auth/credentials.js';
import { apiKeyParams, integratorParams, networkTokenParams } from '../../../lib/transport/auth/credentials.js';
import { collect } from '../../support/collect.js';

const integrator = createIntegrator({ integratorId: 'I', clientId: 'c', clientSecret: 's' });
const networkId = 'net';

describe('createAccess', () => {
  it.each<[Credentials, AuthParams, number]>([
    [{ kind: 'network token', networkId, networkToken: 'T' }, networkTokenParams('net', 'T'), 0],
    [{ kind: 'api key', networkId, apiKey: 'K' }, apiKeyParams('net', 'K'), 0],
    [{ kind: 'integrator', networkId, integrator }, integratorParams('net', 'I', 'A'), 1],
  ])('lets calls in by %o', async (credentials, proof, authorizations) => {
    let count = 0;
    let waits = 0;
    const access = createAuthenticator(credentials, () => {
      count++;
      return of({ token: 'A', lifetime: 1e6 });
    });
    const listener = { waits: () => void waits++, refused: () => undefined };
    expect(await collect(access.authenticate((given) => of(given()), listener))).toEqual([proof]);
    expect([count, waits]).toEqual([authorizations, authorizations]);
  });
});
