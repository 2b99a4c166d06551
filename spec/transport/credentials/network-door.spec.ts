import { describe, expect, it } from 'vitest';
import { createIntegrator } from 'rxoffers';
import { networkScheme } from '../../../lib/transport/normalize-options.js';

const networkId = 'net';
const credentials = { integratorId: 'I', clientId: 'c', clientSecret: 'the-secret' };
const enter = (options: object) => networkScheme.credentialsOf({ networkId, ...options } as never);

describe('networkDoor', () => {
  it('takes a token', () => {
    expect(enter({ networkToken: 'T' })).toEqual({ kind: 'network token', networkId, networkToken: 'T' });
    expect(enter({ networkToken: 'T', integrator: undefined })).toMatchObject({ kind: 'network token' });
  });

  it('takes an integrator, to share', () => {
    const integrator = createIntegrator(credentials);
    expect(enter({ integrator })).toEqual({ kind: 'integrator', networkId, integrator });
    expect(enter({ networkToken: undefined, integrator })).toMatchObject({ integrator });
  });

  it('makes an integrator of its credentials, one for each client', () => {
    const [one, other] = [enter({ integrator: credentials }), enter({ integrator: credentials })];
    expect(one).toMatchObject({ kind: 'integrator', integrator: { integratorId: 'I' } });
    expect(one).not.toEqual(other);
  });

  it.each<[object, RegExp]>([
    [{}, /networkToken is missing/],
    [{ networkToken: '' }, /networkToken should be a string/],
    [{ networkToken: 7 }, /networkToken should be a string/],
    [{ networkToken: 'T', integrator: credentials }, /exclude each other/],
    [{ integrator: null }, /integrator should be a plain object/],
    [{ integrator: 'the-secret' }, /integrator should be a plain object/],
    [{ integrator: { ...credentials, clientId: '' } }, /integrator.clientId/],
  ])('refuses %j', (options, message) => {
    expect(() => enter(options)).toThrow(TypeError);
    expect(() => enter(options)).toThrow(message);
    expect(() => enter(options)).not.toThrow(/the-secret/);
  });
});
