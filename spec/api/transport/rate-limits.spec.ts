import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import {
  accept,
  eventsOf,
  inTurn,
  read,
  refusalText,
  replying,
  serverClient,
  write,
} from '../../support/server-client.js';

const refusal = (configured: string) =>
  replying(200, refusalText(`API usage exceeded rate limit.  Configured: ${configured} window; Your usage: 51.`));

describe('a refusal for a rate limit', () => {
  it.each(['50/2592000s', '1000/301s'])(
    'of %s, longer than maxRateLimitDelay, ends its call at once and holds no other back',
    async (configured) => {
      const { server, api } = await serverClient(inTurn(refusal(configured), refusal(configured), accept));
      const events = eventsOf(api);
      for (const call of [read, write])
        expect(await failureOf(call(api))).toMatchObject({
          name: 'RateLimitError',
          message: expect.stringContaining(configured) as string,
        });
      expect(await collect(read(api))).toEqual([true]);
      expect(server.seen).toHaveLength(3);
      expect(events.map(({ type }) => type)).not.toContain('paused');
    },
  );

  it('within a maxRateLimitDelay of your own is waited for', async () => {
    const { api } = await serverClient(inTurn(refusal('50/1s'), accept), { maxRateLimitDelay: 1_000 });
    const events = eventsOf(api);
    expect(await collect(read(api))).toEqual([true]);
    expect(events.filter(({ type }) => type === 'paused')).toMatchObject([{ delay: 1_000 }]);
  });

  it.each([
    ['86400', 86_400_000],
    ['1000000000000', 1e15],
    ['Sunday, 06-Nov-44 08:49:37 GMT', Date.UTC(2044, 10, 6, 8, 49, 37)],
    ['Sun Nov  6 08:49:37 2044', Date.UTC(2044, 10, 6, 8, 49, 37)],
  ])('with Retry-After: %s ends its call with an error that says how long', async (header, expected) => {
    const { server, api } = await serverClient(inTurn(replying(429, '', { 'retry-after': header }), accept), {
      rateLimit: { calls: 45, per: 100 },
    });
    const error = (await failureOf(read(api))) as { name: string; retryAfter: number };
    const wait = header.includes(':') ? expected - Date.now() : expected;
    expect(error.name).toBe('RateLimitError');
    expect(Math.abs(error.retryAfter - wait)).toBeLessThan(10_000);
    expect(await collect(read(api))).toEqual([true]);
    expect(server.seen).toHaveLength(2);
  });

  it('with a fraction of a second as Retry-After waits for that', async () => {
    const { api } = await serverClient(inTurn(replying(503, '', { 'retry-after': '0.015' }), accept));
    const events = eventsOf(api);
    expect(await collect(read(api))).toEqual([true]);
    expect(events.find(({ type }) => type === 'retry')).toMatchObject({ delay: expect.closeTo(17, -1) as number });
  });
});
