import { describe, expect, it } from 'vitest';
import type { Sandbox } from 'rxoffers/sandbox';
import { isAuthorize } from '../../../lib/sandbox/auth/authorize.js';
import { openSandbox } from '../../support/sandbox-call.js';

const ask = async (sandbox: Sandbox, changes: object = {}, init: RequestInit = {}) => {
  const { authorizeEndpoint, clientId, clientSecret } = sandbox.integratorCredentials.integrator;
  const body = JSON.stringify({ client_id: clientId, client_secret: clientSecret, audience: 'BrandAPI', ...changes });
  const reply = await fetch(authorizeEndpoint, { method: 'POST', body, ...init });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
};

describe('the authorize endpoint', () => {
  it('gives out a token and its life, and counts', async () => {
    const sandbox = await openSandbox({ tokenLifetime: 60 });
    const { status, body } = await ask(sandbox);
    expect([status, body]).toEqual([
      200,
      { access_token: expect.stringMatching(/^.{16,}$/) as string, token_type: 'Bearer', expires_in: 60 },
    ]);
    expect(sandbox.knowsToken(String(body['access_token']))).toBe(true);
    expect(sandbox.authorizations).toBe(1);
    expect(sandbox.requests).toMatchObject([{ target: 'Integrator', method: 'authorize', url: '/authorize' }]);
  });

  it.each([{ client_id: 'x' }, { client_secret: 'x' }, { audience: 'x' }, { client_secret: undefined }])(
    'refuses who gives %j',
    async (changes) => {
      const sandbox = await openSandbox();
      expect(await ask(sandbox, changes)).toEqual({
        status: 401,
        body: { error: 'access_denied', error_description: 'Unauthorized' },
      });
      expect(sandbox.authorizations).toBe(0);
    },
  );

  it.each<RequestInit>([{ body: 'no json' }, { body: '' }, { method: 'PUT' }])(
    'does not understand %j',
    async (init) => {
      expect(await ask(await openSandbox(), {}, init)).toEqual({ status: 400, body: { error: 'invalid_request' } });
    },
  );

  it('passes no limit, and meets faults that any request may meet', async () => {
    const sandbox = await openSandbox({ rateLimit: { calls: 0, per: 1_000 } });
    sandbox.faults.next({ kind: 'limit' });
    sandbox.faults.next({ kind: 'crc' });
    sandbox.faults.next({ kind: 'status', status: 503, body: '{}' });
    expect((await ask(sandbox)).status).toBe(503);
    expect((await ask(sandbox)).status).toBe(200);
  });

  it('is found by its path', () => {
    expect(['/authorize', '/authorize?x=1', '/authorized', '/Apiv3/json'].map((url) => isAuthorize({ url }))).toEqual([
      ...[true, true, false, false],
    ]);
  });
});
