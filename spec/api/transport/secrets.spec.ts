import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../support/collect.js';
import {
  clientAt,
  eventsOf,
  type Handler,
  keepingLogger,
  PASSWORD,
  read,
  refusalText,
  replying,
  reset,
  serverClient,
  silent,
  TOKEN,
  write,
} from '../../support/server-client.js';

const expectNoSecret = (value: unknown): void => {
  const error = value instanceof Error ? `${value.stack} ${String(value.cause)}` : '';
  const text = `${inspect(value, { depth: 20, showHidden: true })} ${error}`;
  for (const secret of [TOKEN, encodeURIComponent(TOKEN), PASSWORD]) expect(text).not.toContain(secret);
};

/** Replies with the token and the password, as the service does. */
const echo: Handler = (request, response) => {
  const text = JSON.stringify({ request: { NetworkToken: TOKEN, data: { password: PASSWORD } }, url: request.url });
  replying(200, text)(request, response);
};

describe('secrets', () => {
  it.each<[string, Handler]>([
    ['a reply that is not one of the API', echo],
    ['a refusal that quotes the token', replying(200, refusalText(`NetworkToken ${TOKEN} is not authenticated`))],
    ['a status', replying(500, `password=${PASSWORD}&NetworkToken=${encodeURIComponent(TOKEN)}`)],
    ['a status 403', replying(403, refusalText(`${TOKEN} and ${PASSWORD}`))],
    ['a reset', reset],
    ['a timeout', silent],
  ])('are not in the error of %s', async (_name, handler) => {
    const { api } = await serverClient(handler, { retries: 0, timeout: { headers: 60 } });
    // Only the second call has a password, which is then known wherever it is quoted.
    const [first, second] = await Promise.all([failureOf(read(api)), failureOf(write(api))]);
    expect(String(first)).not.toContain(TOKEN);
    expectNoSecret(second);
  });

  it('are replaced in a refusal that quotes them', async () => {
    const { api } = await serverClient(replying(200, refusalText(`Password ${PASSWORD} is too short`)));
    expect(await failureOf(write(api))).toMatchObject({ message: 'Password [redacted] is too short' });
    const token = await serverClient(replying(200, refusalText(`NetworkToken ${TOKEN} is not authenticated`)));
    expect(await failureOf(read(token.api))).toMatchObject({
      message: 'NetworkToken [redacted] is not authenticated',
    });
  });

  it('are in no event and no line of the log, at any verbosity', async () => {
    const logger = keepingLogger();
    const { server, api } = await serverClient(echo, { logger, verbosity: 3, retries: 0 });
    const events = eventsOf(api);
    await failureOf(write(api));
    expect(logger.lines.some((line) => line.includes('→ POST AffiliateUser.create'))).toBe(true);
    expectNoSecret(logger.lines);
    expectNoSecret(events.map((event) => (event.type === 'reply' ? { ...event, body: event.body() } : event)));
    logger.lines.length = 0;
    await failureOf(write(clientAt(server.url, { logger, retries: 0 })));
    expect(logger.lines).toEqual([]);
  });

  it('are in no event, line or error where `field` names what `value` is', async () => {
    const logger = keepingLogger();
    const quoting = replying(200, refusalText(`value ${PASSWORD} is weak`));
    const { server, api } = await serverClient(quoting, { logger, verbosity: 3, retries: 0 });
    const events = eventsOf(api);
    const field = { id: 5, field: 'password', value: PASSWORD } as const;
    const errors = [
      await failureOf(api.affiliateUsers.updateField(field)),
      await failureOf(api.controller('AdvertiserUser').updateField({ ...field, field: 'password_confirmation' })),
      await failureOf(api.call('Employee', 'updateField', field)),
      await failureOf(api.call('Employee', 'checkField', field, { unlisted: true })),
    ];
    for (const shown of [logger.lines, errors, events.map((event) => (event.type === 'reply' ? event.body() : event))])
      expectNoSecret(shown);
    expect(errors.map(String)).toEqual(errors.map(() => 'HasOffersError: value [redacted] is weak'));
    expect(server.seen).toHaveLength(4);
  });

  it('that `value` holds are not in the URL of a read', async () => {
    const { server, api } = await serverClient(replying(200, refusalText('No')));
    for (const params of [{ field: 'password', value: PASSWORD }, { where: { value: PASSWORD, field: 'password' } }])
      await failureOf(api.call('Offer', 'findAll', params as never, { raw: true }));
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'POST']);
    expect(server.seen.map(({ url }) => url).join()).not.toContain(PASSWORD);
  });

  it('are not in the client itself', async () => {
    const { api } = await serverClient(echo);
    await failureOf(write(api));
    expectNoSecret(api);
    expectNoSecret([String(api), JSON.stringify(api)]);
  });
});
