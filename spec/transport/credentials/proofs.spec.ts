import { describe, expect, it } from 'vitest';
import { apiKeyParams, integratorParams, networkTokenParams } from '../../../lib/transport/auth/credentials.js';

describe('a proof', () => {
  it('by network token is in the parameters, the token first (row 1)', () => {
    expect(networkTokenParams('net', 'T')).toEqual({
      pairs: [
        ['NetworkToken', 'T'],
        ['NetworkId', 'net'],
      ],
      headers: {},
      secrets: ['T'],
    });
  });

  it('by key is in the parameters', () => {
    expect(apiKeyParams('net', 'K')).toEqual({
      pairs: [
        ['api_key', 'K'],
        ['NetworkId', 'net'],
      ],
      headers: {},
      secrets: ['K'],
    });
  });

  it('by access token is in a header, beside the ids', () => {
    expect(integratorParams('net', 'I', 'jwt')).toEqual({
      pairs: [
        ['NetworkId', 'net'],
        ['IntegratorId', 'I'],
      ],
      headers: { authorization: 'Bearer jwt' },
      secrets: ['jwt'],
    });
  });
});
