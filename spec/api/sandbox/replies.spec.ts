import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSandbox } from 'rxoffers/sandbox';
import { clientOf } from '../../support/client-of.js';
import { call, callText, dataOf, openSandbox, refusalOf, urlOf } from '../../support/sandbox-call.js';
import { soak } from '../../support/soak.js';

const open = () => openSandbox({ networkId: 'demo', networkToken: 'NETright', offers: 1 });

const rawReply = (url: string, headers: Record<string, string> = {}) =>
  new Promise<{ encoding: string | undefined; type: string | undefined; body: Buffer }>((resolve, reject) => {
    const outgoing = request(url, { headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      const { 'content-encoding': encoding, 'content-type': type } = incoming.headers;
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => resolve({ encoding, type, body: Buffer.concat(chunks) }));
    });
    outgoing.on('error', reject).end();
  });

describe('the envelope of a reply', () => {
  it('echoes the parameters, with the token, before the answer', async () => {
    const sandbox = await open();
    const text = await callText(sandbox, 'Offer.findAllIds', { fields: ['id'], 'filters[id]': '1' });
    expect(text).toBe(
      '{"request":{"Target":"Offer","Format":"json","Service":"HasOffers","Version":"2","NetworkToken":"NETright",' +
        '"NetworkId":"demo","Method":"findAllIds","fields":["id"],"filters":{"id":"1"}},' +
        '"response":{"status":1,"httpStatus":200,"data":["1"],"errors":[],"errorMessage":null}}',
    );
  });

  it('has status -1 and no data when the call is refused; the HTTP status stays 200', async () => {
    const reply = await fetch(urlOf(await open(), 'Offer.findById'));
    expect(reply.status).toBe(200);
    expect(((await reply.json()) as { response: unknown }).response).toEqual({
      status: -1,
      httpStatus: 200,
      data: '',
      errors: [{ publicMessage: 'Missing required argument: id' }],
      errorMessage: 'Missing required argument: id',
    });
  });

  it('has another shape when the network is wrong', async () => {
    const sandbox = await open();
    const url = new URL(urlOf(sandbox, 'Offer.findAllIds'));
    url.searchParams.set('NetworkId', 'other');
    expect(await (await fetch(url)).json()).toEqual({
      response: { errors: { publicMessage: 'Network id is not valid' }, link: 'http://developers.hasoffers.com/' },
    });
    url.searchParams.delete('NetworkId');
    expect(await (await fetch(url)).json()).toMatchObject({ response: { status: 1 } });
  });

  it('refuses unknown targets and methods, also inherited names', async () => {
    const sandbox = await open();
    for (const target of ['Nothing', 'constructor', ''])
      expect(await refusalOf(sandbox, `${target}.findAll`)).toBe(`Target '${target}' does not exist.`);
    expect(await refusalOf(sandbox, 'Offer.toString')).toBe("Method 'toString' does not exist for target 'Offer'.");
  });
});

describe('parameters with brackets', () => {
  const echo = async (pairs: readonly (readonly [string, string])[]): Promise<string> => {
    const sandbox = await open();
    const query = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value]));
    const text = await (await fetch(`${sandbox.endpoint}?${query.toString()}`)).text();
    return /"Version":"2",?([^]*)\},"response"/.exec(text)?.[1] ?? '';
  };

  it.each<[string, [string, string][], string]>([
    ['nest', [['filters[id][GREATER_THAN]', '3']], '"filters":{"id":{"GREATER_THAN":"3"}}'],
    [
      'count empty brackets at any level',
      [
        ['filters[status][]', 'active'],
        ['filters[status][]', 'paused'],
        ['fields[]', 'id'],
      ],
      '"filters":{"status":["active","paused"]},"fields":["id"]',
    ],
    [
      'keep the last of two equal names',
      [
        ['id', '1'],
        ['id', '2'],
      ],
      '"id":"2"',
    ],
    ['may have any key', [['data[__proto__]', 'x']], '"data":{"__proto__":"x"}'],
    ['are objects when they do not count from 0', [['c[2]', 'w']], '"c":{"2":"w"}'],
    [
      'keep the order of keys that look like integers',
      [
        ['c[114]', 'a'],
        ['c[6]', 'b'],
      ],
      '"c":{"114":"a","6":"b"}',
    ],
  ])('%s', async (_what, pairs, text) => {
    expect(await echo(pairs)).toBe(text);
  });
});

describe('the JSON of a reply', () => {
  it('escapes slashes and non-ASCII characters, as PHP does', async () => {
    expect(await callText(await open(), 'Offer.findAllIds', { url: 'http://a/ů' })).toContain(
      '"url":"http:\\/\\/a\\/\\u016f"',
    );
  });

  it('carries any text', async () => {
    const sandbox = await open();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (note) => {
        sandbox.tables.Offer.update(1, { note });
        expect(await dataOf(sandbox, 'Offer.findById', { id: '1', fields: ['note'] })).toEqual({ Offer: { note } });
      }),
      { numRuns: soak(20, 100) },
    );
  });

  it('is compressed for a client that accepts gzip, and for no other', async () => {
    const url = urlOf(await open(), 'Offer.findAllIds');
    const plain = await rawReply(url);
    expect([plain.encoding, plain.type]).toEqual([undefined, 'application/json']);
    const packed = await rawReply(url, { 'accept-encoding': 'deflate, gzip;q=0.5' });
    expect(packed.encoding).toBe('gzip');
    expect(gunzipSync(packed.body)).toEqual(plain.body);
  });
});

describe('the rate limit', () => {
  it('is none unless a test asks for one', async () => {
    const sandbox = await createSandbox({ offers: 1 });
    onTestFinished(() => sandbox.close());
    const api = clientOf(sandbox);
    const reading = Array.from({ length: 120 }, () => lastValueFrom(api.offers.findById(1)));
    for (const offer of await Promise.all(reading)) expect(offer).not.toBeNull();
    expect(sandbox.requests).toHaveLength(120);
  });

  it('is 50 calls in 10 s; a further call is refused in the words of the service', async () => {
    let now = 1_000_000;
    const sandbox = await openSandbox({ networkId: 'demo', rateLimit: true, now: () => now });
    const ask = () => call(sandbox, 'Offer.findById', { id: '1', fields: ['id'] });
    const statuses = await Promise.all(Array.from({ length: 51 }, async () => (await ask()).status));
    expect(statuses.filter((status) => status === 1)).toHaveLength(50);
    expect((await ask()).errorMessage).toBe(
      'demo.  API usage exceeded rate limit.  Configured: 50/10s window; Your usage: 51.  ' +
        'See https://help.tune.com/hasoffers/rate-limit-error/ for guidance.',
    );
    now += 10_000;
    expect((await ask()).status).toBe(1);
  });

  it('lets no more calls through in any window', async () => {
    let now = 0;
    const gaps = fc.array(fc.nat(60), { maxLength: soak(15, 40) });
    await fc.assert(
      fc.asyncProperty(gaps, async (steps) => {
        now += 1_000;
        const sandbox = await openSandbox({ rateLimit: { calls: 3, per: 100 }, now: () => now, offers: 1 });
        const admitted: number[] = [];
        for (const gap of steps) {
          now += gap;
          if ((await call(sandbox, 'Offer.findAllIds')).status === 1) admitted.push(now);
        }
        await sandbox.close();
        admitted.forEach((time, index) => expect(admitted[index + 3] ?? Infinity).toBeGreaterThanOrEqual(time + 100));
      }),
      { numRuns: soak(10, 100) },
    );
  });

  it('does not count a call without valid credentials', async () => {
    const sandbox = await openSandbox({ rateLimit: { calls: 1, per: 10_000 } });
    const url = new URL(urlOf(sandbox, 'Offer.findAllIds'));
    url.searchParams.set('NetworkToken', 'wrong');
    await (await fetch(url)).text();
    expect((await call(sandbox, 'Offer.findAllIds')).status).toBe(1);
  });
});
