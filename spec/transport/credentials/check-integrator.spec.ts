import { describe, expect, it } from 'vitest';
import { checkIntegrator } from '../../../lib/transport/auth/integrator.js';

const given = { integratorId: 'I', clientId: 'c', clientSecret: 'the-secret' };

describe('checkIntegrator', () => {
  it('fills in where to ask and for what', () => {
    expect(checkIntegrator(given)).toEqual({
      ...given,
      audience: 'BrandAPI',
      authorizeEndpoint: 'https://integrator-auth.hasoffers.com/authorize',
    });
    const own = { ...given, audience: 'Other', authorizeEndpoint: 'http://127.0.0.1:1/authorize' };
    expect(checkIntegrator(own)).toEqual(own);
  });

  it.each<[unknown, RegExp]>([
    [null, /integrator should be a plain object/],
    ['the-secret', /integrator should be a plain object/],
    [{}, /integratorId/],
    [{ ...given, integratorId: 7 }, /integratorId/],
    [{ ...given, clientId: '' }, /clientId/],
    [{ ...given, clientSecret: undefined }, /clientSecret/],
    [{ ...given, audience: '' }, /audience/],
    [{ ...given, authorizeEndpoint: 'the-secret' }, /authorizeEndpoint should be an http or https URL/],
    [{ ...given, secret: 'the-secret' }, /integrator has no "secret"/],
  ])('refuses %j, and quotes no secret', (wrong, message) => {
    expect(() => checkIntegrator(wrong as never)).toThrow(TypeError);
    expect(() => checkIntegrator(wrong as never)).toThrow(message);
    expect(() => checkIntegrator(wrong as never)).not.toThrow(/the-secret/);
  });
});
