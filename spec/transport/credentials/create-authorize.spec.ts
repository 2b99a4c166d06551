import { Agent } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ClientEvent } from 'rxoffers';
import { checkIntegrator } from '../../../lib/transport/auth/integrator.js';
import { createAuthorize } from '../../../lib/transport/auth/authorize.js';
import { collect, failureOf } from '../../support/collect.js';
import { granting, integratorServers, inTurn, replying, TOKEN_TEXT } from '../../support/integrator-servers.js';

const setUp = async (handler: Parameters<typeof inTurn>[0], retries = 1) => {
  const { auth, credentials } = await integratorServers(handler);
  const dispatcher = new Agent();
  onTestFinished(() => dispatcher.destroy());
  const events: ClientEvent[] = [];
  const timeout = { connect: 1_000, headers: 1_000, body: 1_000, total: 0 };
  const way = { timeout, retries, retryDelay: 1, maxRetryDelay: 2 };
  const authorize = createAuthorize(way, dispatcher, (event) => events.push(event));
  return { auth, events, grant: authorize(checkIntegrator(credentials)) };
};

describe('createAuthorize', () => {
  it('asks once for each subscription, for a token and its life in ms', async () => {
    const { auth, grant } = await setUp(granting(60));
    expect(auth.seen).toHaveLength(0);
    expect(await collect(grant)).toEqual([{ token: `${TOKEN_TEXT}1`, lifetime: 60_000 }]);
    expect(await collect(grant)).toEqual([{ token: `${TOKEN_TEXT}2`, lifetime: 60_000 }]);
    expect(auth.seen).toHaveLength(2);
  });

  it('repeats what may help, and tells so', async () => {
    const { grant, events } = await setUp(inTurn(replying(502), granting()));
    expect(await collect(grant)).toHaveLength(1);
    expect(events.map(({ type }) => type)).toEqual(['request', 'reply', 'retry', 'request', 'reply']);
  });

  it('does not repeat what cannot', async () => {
    const { auth, grant } = await setUp(replying(401));
    expect(await failureOf(grant)).toMatchObject({ name: 'AuthenticationError' });
    expect(auth.seen).toHaveLength(1);
  });

  it('closes its socket when it is left', async () => {
    const { auth, grant } = await setUp(() => undefined);
    const subscription = grant.subscribe();
    await auth.received(1);
    subscription.unsubscribe();
    await auth.idle();
  });
});
