import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { FaultKind, SandboxRequest } from 'rxoffers/sandbox';
import { rawLogIndex } from './raw-logs/raw-log-call.js';
import { createAuthSchemes } from '../../lib/sandbox/auth/authorize.js';
import { createStore } from '../../lib/sandbox/store/store.js';
import { countsOf, settingsOf } from '../../lib/sandbox/options.js';
import { respond, type ServerState } from '../../lib/sandbox/server/serve.js';

const world: ServerState = {
  rawLogs: rawLogIndex,
  store: createStore(1, countsOf({ offers: 2 })),
  auth: { networkId: 'demo', networkToken: 'T', admit: () => undefined, doors: createAuthSchemes({}, () => 0) },
  settings: () => settingsOf({}),
  now: () => 0,
};

const request: SandboxRequest = {
  ...{ verb: 'GET', url: '/', target: 'Offer', method: 'findAllIds', contentType: undefined, files: [], at: 0 },
  params: [
    ['NetworkToken', 'T'],
    ['Target', 'Offer'],
    ['Method', 'findAllIds'],
  ],
  headers: { 'accept-encoding': 'gzip' },
};

const reply = (fault?: FaultKind) => respond(request, fault, world);

describe('respond', () => {
  it('answers as the client can read it', async () => {
    const { headers, body } = await reply();
    expect(headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(body).toString()).toMatch(/"data":\["1","2"\]/);
  });

  it('cuts text in half, never an archive', async () => {
    const { headers, body } = await reply({ kind: 'garbage', as: 'truncated' });
    expect(headers['content-encoding']).toBeUndefined();
    expect(body.toString()).toMatch(/^\{"request"/);
  });

  it('gives the fault that meets the request', async () => {
    expect(await reply({ kind: 'reset' })).toMatchObject({ sends: 'nothing', end: 'reset' });
    expect(gunzipSync((await reply({ kind: 'limit' })).body).toString()).toMatch(/Your usage: 51/);
  });
});
