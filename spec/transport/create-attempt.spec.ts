import { of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { AuthenticationError, type ClientEvent, createIntegrator } from 'rxoffers';
import { createSendOnce } from '../../lib/transport/transport.js';
import { createAuthenticator } from '../../lib/transport/auth/credentials.js';
import { createSemaphore } from '../../lib/transport/semaphore.js';
import { createLimiter } from '../../lib/transport/limiter.js';
import type { Sender } from '../../lib/transport/sender.js';
import { collect, failureOf } from '../support/collect.js';
import { READ } from '../support/transport-of.js';

const setUp = (send: Sender) => {
  const events: ClientEvent[] = [];
  let tokens = 0;
  let sent = 0;
  const integrator = createIntegrator({ integratorId: 'I', clientId: 'c', clientSecret: 's' });
  const access = createAuthenticator({ kind: 'integrator', networkId: 'net', integrator }, () =>
    of({ token: `T${++tokens}`, lifetime: 1e6 }),
  );
  const gate = createSemaphore(1);
  const limiter = createLimiter({ calls: 9, per: 60_000 });
  const attempt = createSendOnce({ access, gate, limiter, send, report: (event) => events.push(event) });
  return { events, gate, run: () => attempt(READ, () => ++sent) };
};

const reply = { data: true, requestId: undefined };

describe('createAttempt', () => {
  it('numbers the requests that go out, and tells why one goes out again', async () => {
    const numbers: unknown[] = [];
    const { events, run } = setUp((_request, number, { headers }) => {
      numbers.push([number, headers['authorization']]);
      return number === 1 ? throwError(() => new AuthenticationError([], 401)) : of(reply);
    });
    expect(await collect(run())).toEqual([reply]);
    expect(numbers).toEqual([
      [1, 'Bearer T1'],
      [2, 'Bearer T2'],
    ]);
    expect(events).toMatchObject([
      { type: 'waiting', reason: 'access token' },
      { type: 'retry', attempt: 1, delay: 0 },
      { type: 'waiting', reason: 'access token' },
    ]);
  });

  it('gives its place back before it goes out again, and however it ends', async () => {
    const { gate, run } = setUp(() => throwError(() => new AuthenticationError([], 401)));
    expect(await failureOf(run())).toBeInstanceOf(AuthenticationError);
    expect(await collect(gate.pass(() => of('free')))).toEqual(['free']);
  });
});
