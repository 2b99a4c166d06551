import { describe, expect, it } from 'vitest';
import { defaultEndpoint } from '../../../lib/transport/normalize-options.js';

describe('defaultEndpoint', () => {
  it.each([
    ['network token', 'https://acme.api.hasoffers.com/Apiv3/json'],
    ['api key', 'https://acme.api.hasoffers.com/Apiv3/json'],
    ['integrator', 'https://integrator-api.hasoffers.com/Apiv3/json'],
  ] as const)('by %s is %s', (kind, endpoint) => {
    expect(defaultEndpoint({ kind, networkId: 'acme' })).toBe(endpoint);
  });

  it.each(['network token', 'api key'] as const)('needs an id that can be a sub-domain by %s', (kind) => {
    expect(() => defaultEndpoint({ kind, networkId: 'a/b' })).toThrow(/sub-domain/);
  });

  it('takes any id of an integrator, whose host is the same for all networks', () => {
    expect(defaultEndpoint({ kind: 'integrator', networkId: 'a_b' })).toMatch(/integrator-api/);
  });
});
