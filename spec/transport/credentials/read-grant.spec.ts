import { describe, expect, it } from 'vitest';
import { parseGrant } from '../../../lib/transport/auth/authorize.js';
import { createRedactor } from '../../../lib/transport/redactor.js';

const read = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  parseGrant(
    { status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) },
    createRedactor(['the-secret']),
  );

const failure = (...args: Parameters<typeof read>): unknown => {
  try {
    return read(...args);
  } catch (error) {
    return error;
  }
};

describe('readGrant', () => {
  it.each<[object, number]>([
    [{ expires_in: 86_400, token_type: 'Bearer' }, 86_400_000],
    [{ expires_in: '60', token_type: 'bearer' }, 60_000],
    [{ expires_in: 0.5 }, 500],
    [{}, 86_400_000],
    [{ expires_in: null, token_type: null, scope: 'x' }, 86_400_000],
  ])('reads a token with %j', (rest, lifetime) => {
    expect(read({ access_token: 'jwt', ...rest })).toEqual({ token: 'jwt', lifetime });
  });

  it.each<[unknown, RegExp]>([
    ['', /Integrator.authorize/],
    ['<html>', /Integrator.authorize/],
    ['{"access_token":"jw', /Integrator.authorize/],
    [[], /no object/],
    ['null', /no object/],
    [{}, /no access_token/],
    [{ access_token: '' }, /no access_token/],
    [{ access_token: 7 }, /no access_token/],
    [{ access_token: 'a\r\nb: c' }, /no access_token/],
    [{ access_token: 'ä' }, /no access_token/],
    [{ access_token: 'jwt', token_type: 'mac' }, /Bearer/],
    [{ access_token: 'jwt', expires_in: 0 }, /expires_in/],
    [{ access_token: 'jwt', expires_in: -1 }, /expires_in/],
    [{ access_token: 'jwt', expires_in: 'soon' }, /expires_in/],
    [`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`, /deep/],
  ])('takes %j for no token', (body, message) => {
    const error = failure(body);
    expect(error).toMatchObject({ name: 'ProtocolError' });
    expect(String(error)).toMatch(message);
  });

  it('shows of a reply that is wrong nothing that is secret', () => {
    const error = failure({ seen: 'the-secret', access_token: 'eyJ.jwt.jwt', expires_in: 0 });
    expect(error).toMatchObject({ excerpt: '{"seen":"[redacted]","access_token":"[redacted]","expires_in":0}' });
  });

  it.each([401, 403])('takes %i for a refusal, with the reason that OAuth gives', (status) => {
    expect(
      failure({ error: 'x', error_description: 'the-secret is wrong' }, status, { 'x-request-id': 'r1' }),
    ).toMatchObject({
      ...{ name: 'AuthenticationError', status, target: 'Integrator', method: 'authorize', requestId: 'r1' },
      message: `Integrator.authorize: HTTP ${status}: [redacted] is wrong`,
    });
  });

  it.each([400, 404, 429, 500, 302])('takes %i for what it is', (status) => {
    expect(failure('the-secret', status, { 'retry-after': '2' })).toMatchObject({
      ...{ name: 'HttpError', status, retryAfter: 2_000, excerpt: '[redacted]' },
      message: `Integrator.authorize: HTTP ${status}; asked to wait 2000 ms`,
    });
    expect(failure({ error: 'invalid_request' }, status)).toMatchObject({
      message: `Integrator.authorize: HTTP ${status}: invalid_request`,
    });
  });
});
