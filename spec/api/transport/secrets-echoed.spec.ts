import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { HasOffers } from 'rxoffers';
import { failureOf } from '../../support/collect.js';
import { ESCAPES } from '../../support/escapes.js';
import { soak } from '../../support/soak.js';
import { granting, integratorServers } from '../../support/integrator-servers.js';
import {
  eventsOf,
  type Handler,
  keepingLogger,
  read,
  refusalText,
  replying,
  serverClient,
} from '../../support/server-client.js';

const TOKEN = 'NETx/9+y=z&"q"<r>%w';

/** Every text that a user can see of an error, its causes and the events. */
const textsOf = (value: unknown): string => {
  const seen = inspect(value, { depth: 20, showHidden: true, maxStringLength: null });
  const { stack = '', cause } = value instanceof Error ? value : {};
  return `${seen}\n${String(value)}\n${JSON.stringify(value)}\n${stack}${cause === undefined ? '' : textsOf(cause)}`;
};

const reply = (response: object, status = 200): ((echoed: string) => Handler) => {
  const text = JSON.stringify({ response });
  return (echoed) => replying(status, text.replaceAll('ECHO', JSON.stringify(echoed).slice(1, -1)));
};
const refusal = (item: object) => reply({ status: -1, data: '', errors: [item], errorMessage: null });

/** The places of a reply that reach an error or an event. */
const PLACES: Readonly<Record<string, (echoed: string) => Handler>> = {
  publicMessage: refusal({ publicMessage: 'a ECHO b' }),
  err_msg: refusal({ err_msg: 'a ECHO b' }),
  err_code: refusal({ err_code: 'ECHO', publicMessage: 'refused' }),
  error_name: refusal({ error_name: 'ECHO' }),
  attribute_name: refusal({ attribute_name: 'ECHO', err_msg: 'wrong' }),
  'a plain error': reply({ status: -1, errors: ['a ECHO b'] }),
  errorMessage: reply({ status: -1, errors: [], errorMessage: 'a ECHO b' }),
  'an error document': reply({ status: -1, data: { errors: { error: 'ECHO' } } }),
  'the words of a rate limit': reply({
    status: -1,
    errors: [{ publicMessage: 'API usage exceeded rate limit. ECHO' }],
  }),
  'a refusal with status 403': reply({ status: -1, errors: [{ err_code: 'ECHO', publicMessage: 'a ECHO' }] }, 403),
  'a refusal with status 500': reply({ status: -1, errors: [{ err_code: 'ECHO', publicMessage: 'a ECHO' }] }, 500),
  'a scalar for a list': reply({ status: 1, data: 'ECHO' }),
  'a long scalar for a list': reply({ status: 1, data: `${'x'.repeat(50)}ECHO` }),
  'a body that is no reply': (echoed) => replying(200, `<html>${echoed}`),
  'a long body that is no reply': (echoed) => replying(200, `${'x'.repeat(190)}${echoed}`),
  'the body of a failure': (echoed) => replying(502, `<html>${echoed}`),
  'x-request-id': (echoed) => replying(200, refusalText('no'), { 'x-request-id': echoed }),
  'x-request-id of a failure': (echoed) => replying(401, refusalText('no'), { 'x-request-id': echoed }),
  'content-encoding': (echoed) => replying(200, '{}', { 'content-encoding': echoed }),
  'retry-after': (echoed) => replying(503, '{}', { 'retry-after': echoed }),
};

/** Every escape at every place; at first a fifth of them, which has each place and each escape several times. */
const cases = Object.entries(PLACES).flatMap(([place, handlerOf]) =>
  Object.entries(ESCAPES).map(([name, escape]) => [place, name, handlerOf(escape(TOKEN)), escape(TOKEN)] as const),
);

describe('a token that the service echoes', () => {
  it.each(cases.filter((_, index) => index % soak(5, 1) === 0))(
    'in %s, escaped as %s, is in no error, event or line of the log',
    async (_p, _n, handler, echoed) => {
      const logger = keepingLogger();
      const { server } = await serverClient(handler);
      const api = new HasOffers({
        ...{ endpoint: server.url, networkId: 'net', networkToken: TOKEN, retries: 1, retryDelay: 0, rateLimit: false },
        ...{ logger, verbosity: 3, maxRateLimitDelay: 1 },
      });
      const events = eventsOf(api);
      const failures = [await failureOf(api.offers.findAll()), await failureOf(api.offers.findAllIds())];
      await api.close();
      const seen = events.map((event) => (event.type === 'reply' ? { ...event, body: event.body() } : event));
      const text = [...failures, seen, logger.lines].map(textsOf).join('\n');
      for (const secret of new Set([TOKEN, echoed, JSON.stringify(echoed).slice(1, -1)])) {
        expect(text).not.toContain(secret);
        expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
      }
      expect(text).not.toMatch(/NETx/i);
    },
  );

  it.each([301, 302, 303, 307, 308])('goes nowhere with a redirect: calls do not follow %i', async (status) => {
    const other = await serverClient(replying(200, '{}'));
    const location = `${other.server.url}?NetworkToken=${encodeURIComponent(TOKEN)}`;
    const { server } = await serverClient(replying(status, location, { location }));
    const api = new HasOffers({ endpoint: server.url, networkId: 'net', networkToken: TOKEN });
    for (const call of [api.offers.findAll(), api.offers.update(1, { name: 'x' })]) {
      const error = await failureOf(call);
      expect(error).toMatchObject({
        name: 'HttpError',
        status,
        message: expect.stringMatching(/: HTTP 30\d$/) as string,
      });
      expect(textsOf(error)).not.toMatch(/NETx/);
    }
    await api.close();
    expect([server.seen.length, other.server.seen.length]).toEqual([2, 0]);
  });

  it('is hidden after it was renewed', async () => {
    let last = '';
    const { connect } = await integratorServers(granting(), (request, response) => {
      const current = request.headers.authorization?.slice(7) ?? '';
      const [status, quoted] = last === '' ? [401, current] : [200, last];
      last ||= current;
      replying(status, refusalText(`token ${quoted} is not good`))(request, response);
    });
    expect(await failureOf(read(connect()))).toMatchObject({ message: 'token [redacted] is not good' });
  });
});
