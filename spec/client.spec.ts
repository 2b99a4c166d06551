import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { concat, firstValueFrom, map, merge, of, take, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { HasOffers } from '../lib/client.js';
import { drainMap } from '../lib/streams/drain-map.js';
import { iterate } from '../lib/streams/iterate.js';
import { collect, failureOf, settle } from './support/collect.js';
import { clientOf, openClient, wireOf } from './support/client-of.js';

const ids = (models: readonly { id?: string }[]): number[] => models.map(({ id }) => Number(id));
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('the laws of every stream', () => {
  it('1: one thing is emitted once, absent is null (row 51), a list one by one', async () => {
    const { api } = await openClient();
    expect(await collect(api.offers.findById(1))).toHaveLength(1);
    expect(await collect(api.offers.findById(100_000))).toEqual([null]);
    expect(await collect(api.offers.findAll({ limit: 3 }))).toHaveLength(3);
    expect(await collect(api.offers.findAll({ filters: { id: 100_000 } }))).toEqual([]);
  });

  it('2: cold; a second subscription repeats a write, and await on a stream sends nothing', async () => {
    const { sandbox, api } = await openClient();
    const create = api.offers.create({ name: 'twice' });
    await (api.offers.findAll() as unknown as Promise<unknown>);
    await settle(5);
    expect(sandbox.requests).toHaveLength(0);
    const [first] = await collect(create);
    const [second] = await collect(create);
    expect(first?.id).not.toBe(second?.id);
  });

  it('3: leaving a list frees its sockets', async () => {
    const { sandbox, api } = await openClient({ latency: 60_000 });
    const subscription = api.offers.findAll().subscribe();
    await sandbox.received(1);
    subscription.unsubscribe();
    while (sandbox.connections > 0) await settle(5);
    expect(sandbox.requests).toHaveLength(1);
  });

  it('4: a retry repeats no element, wherever it strikes', async () => {
    const { sandbox, api } = await openClient();
    let count = 0;
    sandbox.faults.next({ kind: 'status', status: 503, times: 3, when: () => count++ % 2 === 0 });
    expect(ids(await collect(api.offers.findAll({ pageSize: 20 })))).toEqual(upTo(100));
    expect(sandbox.requests.length).toBeGreaterThan(5);
  });

  it('5: a thousand pages with take(3) ask for two pages at the most', async () => {
    const { sandbox, api } = await openClient({ offers: 1_000 });
    expect(await collect(api.offers.findAll({ pageSize: 1 }).pipe(take(3)))).toHaveLength(3);
    await settle();
    expect(sandbox.requests.length).toBeLessThanOrEqual(5);
    const large = await openClient({ offers: 5_000 });
    await collect(large.api.offers.findAll({ pageSize: 5 }).pipe(take(3)));
    await settle();
    expect(large.sandbox.requests.length).toBeLessThanOrEqual(2);
  });

  it('6: the order is that of the service (row 61)', async () => {
    const { api } = await openClient();
    expect(ids(await collect(api.offers.findAll({ sort: '-id', limit: 30, pageSize: 10 })))).toEqual(
      upTo(100).reverse().slice(0, 30),
    );
  });

  it.each<[string, (api: HasOffers) => Parameters<typeof collect>[0]]>([
    ['limit', (api) => api.offers.findAll({ limit: '2' as never })],
    ['page', (api) => api.offers.findAll({ page: 0 })],
    ['fields', (api) => api.offers.findAll({ fields: 'id' as never })],
    ['pageSize', (api) => api.offers.findAll({ pageSize: 0 })],
    ['prefetch', (api) => api.offers.findAll({ prefetch: -1 })],
    ['concurrency', (api) => api.offers.findAll({ concurrency: 0 })],
    ['stable', (api) => api.offers.findAll({ stable: 1 as never })],
    ['stable with a page', (api) => api.offers.findAll({ stable: true, page: 2 })],
    ['stable with another sort', (api) => api.offers.findAll({ stable: true, sort: '-id' })],
    ['stable with OR', (api) => api.offers.findAll({ stable: true, connector: 'OR', filters: { name: 'a' } })],
    ['stable with an id', (api) => api.offers.findAll({ stable: true, filters: { id: 3 } })],
    ['an unknown operator', (api) => api.offers.findAll({ filters: { id__between: 3 } as never })],
    ['an empty list', (api) => api.offers.findAll({ filters: { status: [] } })],
    [
      'an unknown operator with limit 0',
      (api) => api.offers.findAll({ limit: 0, filters: { id__between: 3 } as never }),
    ],
    ['an id', (api) => api.offers.findById('')],
    ['data', (api) => api.offers.create(null as never)],
    [
      'OR in what belongs to a model',
      (api) =>
        new (class {
          files = api.affiliates
            .findById(1)
            .pipe(
              drainMap(
                (affiliate) => affiliate?.files.findAll({ connector: 'OR', filters: { status: 'active' } }) ?? [],
              ),
            );
        })().files,
    ],
  ])('7: a wrong %s is an error of the stream, never thrown, and nothing wrong is sent', async (_name, call) => {
    const { sandbox, api } = await openClient();
    const error = await failureOf(call(api));
    expect(error instanceof TypeError || error instanceof RangeError, String(error)).toBe(true);
    expect(sandbox.requests.filter(({ method }) => method !== 'findById')).toHaveLength(0);
  });
});

describe('paging against the service', () => {
  it.each([{}, { concurrency: 4 }, { prefetch: 0 }, { prefetch: 3 }, { stable: true }])(
    'brings every row once and in order with %o',
    async (options) => {
      const { api } = await openClient({ offers: 95 });
      expect(ids(await collect(api.offers.findAll({ pageSize: 10, ...options })))).toEqual(upTo(95));
    },
  );

  it.each([{}, { stable: true }])('follows a service that caps its pages, with %o', async (options) => {
    const { api } = await openClient({ offers: 95, maxPageSize: 7 });
    expect(ids(await collect(api.offers.findAll({ pageSize: 50, ...options })))).toEqual(upTo(95));
  });

  it('reads relations of tags, which have no counts, to their end (row 58, shape C)', async () => {
    const { sandbox, api } = await openClient({ tagRelations: 25 });
    const relations = await collect(api.tags.findAllOfferTagRelations({ pageSize: 10 }));
    expect(new Set(ids(relations)).size).toBe(25);
    expect(sandbox.requests).toHaveLength(3);
  });

  it('brings each row that was there throughout exactly once with stable, whatever comes and goes', async () => {
    const change = fc.record({ remove: fc.integer({ min: 1, max: 60 }), add: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { maxLength: 12 }),
        fc.integer({ min: 1, max: 9 }),
        async (changes, pageSize) => {
          const { sandbox, api } = await openClient({ offers: 40 });
          const removed = new Set<number>();
          const script = [...changes];
          sandbox.onRequest(() => {
            const next = script.shift();
            if (!next) return;
            if (sandbox.tables.Offer.remove(next.remove)) removed.add(next.remove);
            if (next.add) sandbox.tables.Offer.insert({ name: 'new' });
          });
          const seen = ids(await collect(api.offers.findAll({ stable: true, pageSize })));
          expect(new Set(seen).size).toBe(seen.length);
          for (const id of upTo(40)) if (!removed.has(id)) expect(seen).toContain(id);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('adds the id to the fields of stable paging, which needs it', async () => {
    const { sandbox, api } = await openClient({ offers: 3 });
    await collect(api.offers.findAll({ stable: true, fields: ['name'], pageSize: 2, filters: { id__gt: 1 } }));
    expect(wireOf(sandbox, 0)).toContain(
      'filters[id][GREATER_THAN]=1&sort[Offer.id]=asc&limit=2&page=1&fields[]=id&fields[]=name',
    );
  });

  it('counts', async () => {
    const { sandbox, api } = await openClient({ offers: 77 });
    expect(await firstValueFrom(api.offers.count())).toBe(77);
    expect(sandbox.requests).toHaveLength(1);
  });

  it('walks 100,000 offers with a slow consumer: no page more than the buffer needs, and a flat heap', async () => {
    const { sandbox, api } = await openClient({ offers: 100_000 });
    let seen = 0;
    let base = 0;
    let most = 0;
    for await (const offer of api.offers.findAll({ pageSize: 500, fields: ['id'] })) {
      expect(Number(offer.id)).toBe(++seen);
      if (seen % 10_000 !== 0) continue;
      await settle(5);
      expect(sandbox.requests.length).toBeLessThanOrEqual(Math.ceil((seen + 256) / 500) + 2);
      globalThis.gc?.();
      const { heapUsed } = process.memoryUsage();
      base ||= heapUsed;
      most = Math.max(most, heapUsed - base);
      // The log of the requests is the sandbox's own.
    }
    expect(seen).toBe(100_000);
    expect(sandbox.requests).toHaveLength(200);
    expect(globalThis.gc).toBeDefined();
    expect(most).toBeLessThan(16 * 1024 * 1024);
  }, 120_000);
});

describe('no deadlock with a single place in flight', () => {
  it('two merged lists into drainMap', async () => {
    const { api } = await openClient({ offers: 30, affiliates: 30 }, { concurrency: 1 });
    const both = merge(api.offers.findAll({ pageSize: 5 }), api.affiliates.findAll({ pageSize: 5 }));
    let seen = 0;
    for await (const _ of iterate(both.pipe(drainMap((model) => timer(1).pipe(map(() => model)), { concurrency: 3 })), {
      highWaterMark: 4,
    }))
      seen++;
    expect(seen).toBe(60);
  });

  it('a call in the body of a for await', async () => {
    const { api } = await openClient({ offers: 12 }, { concurrency: 1 });
    let seen = 0;
    for await (const offer of api.offers.findAll({ pageSize: 5 })) {
      expect(await firstValueFrom(api.offers.findById(offer.id ?? ''))).not.toBeNull();
      seen++;
    }
    expect(seen).toBe(12);
  });

  it('lists inside drainMap', async () => {
    const { api } = await openClient({ affiliates: 8 }, { concurrency: 1 });
    const files = api.affiliates
      .findAll({ pageSize: 3 })
      .pipe(drainMap((affiliate) => concat(of(null), affiliate.files.findAll()), { concurrency: 4 }));
    let seen = 0;
    for await (const _ of iterate(files, { highWaterMark: 2 })) seen++;
    expect(seen).toBeGreaterThanOrEqual(8);
  });
});

describe('call', () => {
  it('reaches what no manager has, and gives its error (an unknown target)', async () => {
    const { api } = await openClient();
    expect(await failureOf(api.call('Nothing', 'atAll'))).toMatchObject({ name: 'HasOffersError' });
  });

  it('pages a list like findAll, and caps it with limit', async () => {
    const { sandbox, api } = await openClient({ offers: 30 });
    expect(await collect(api.call('Offer', 'findAll', { limit: 3, filters: { status: 'active' } }))).toHaveLength(3);
    expect(wireOf(sandbox)).toBe('Target=Offer&Method=findAll&filters[status]=active&limit=3&page=1');
  });

  it('gives the data as it is with raw, in the order of the service (row 65)', async () => {
    const { api } = await openClient({ offers: 5 });
    const [data] = await collect(api.call('Offer', 'findAll', { sort: { 'Offer.id': 'desc' } }, { raw: true }));
    expect([...(data as Map<string, unknown>).keys()]).toEqual(['5', '4', '3', '2', '1']);
  });

  it('emits a single model, or a bare value, once (rows 54, 55)', async () => {
    const { api } = await openClient();
    expect(String((await collect(api.call('Offer', 'findById', { id: 1 })))[0])).toMatch(/^Offer: /);
    expect(await collect(api.call('Advertiser', 'block', { id: 1, reason: '' }))).toEqual([true]);
  });
});

describe('the client', () => {
  it('has managers of its own, and shares nothing with another (rows 86, 87)', async () => {
    const { sandbox, api } = await openClient();
    const other = clientOf(sandbox);
    for (const name of [
      'advertisers',
      'affiliates',
      'affiliateUsers',
      'application',
      'conversions',
      'countries',
      'goals',
      'offers',
      'offerFiles',
      'tags',
    ] as const)
      expect(api[name]).not.toBe(other[name]);
  });

  it('has no method that the service has not (row 88)', async () => {
    const { api } = await openClient();
    expect('create' in api.countries).toBe(false);
    expect('delete' in api.offers).toBe(false);
    expect('findAllIds' in api.conversions).toBe(false);
  });

  it('does not show its token (row 85)', async () => {
    const api = new HasOffers({ networkId: 'net', networkToken: 'NETsecret' });
    for (const text of [
      String(api),
      inspect(api, { depth: 20, showHidden: true }),
      JSON.stringify(api),
      inspect(api.offers, { depth: 20, showHidden: true }),
    ])
      expect(text).not.toContain('NETsecret');
    expect(String(api)).toBe('HasOffers: net');
    await api.close();
  });

  it('comes from the environment, and names the variable that is missing', () => {
    const before = { ...process.env };
    try {
      delete process.env['HASOFFERS_NETWORK_ID'];
      expect(() => HasOffers.fromEnv()).toThrow(/HASOFFERS_NETWORK_ID/);
      process.env['HASOFFERS_NETWORK_ID'] = 'net';
      process.env['HASOFFERS_NETWORK_TOKEN'] = 'NETx';
      process.env['HASOFFERS_ENDPOINT'] = 'nonsense';
      expect(() => HasOffers.fromEnv()).toThrow(/endpoint/);
      delete process.env['HASOFFERS_ENDPOINT'];
      expect(String(HasOffers.fromEnv({ retries: 0 }))).toBe('HasOffers: net');
    } finally {
      process.env = before;
    }
  });

  it('shares one budget through limiter', async () => {
    const { sandbox, api } = await openClient({}, { rateLimit: { calls: 1, per: 60_000 } });
    const other = clientOf(sandbox, { limiter: api.limiter });
    await collect(api.offers.findById(1));
    const waiting = other.offers.findById(2).subscribe();
    await settle(20);
    expect(sandbox.requests).toHaveLength(1);
    waiting.unsubscribe();
  });

  it('closes with `await using`, and ends its events', async () => {
    const { api } = await openClient();
    const events = collect(api.events$);
    await api[Symbol.asyncDispose]();
    expect(await events).toEqual([]);
    expect(await failureOf(api.offers.findById(1))).toMatchObject({ name: 'ConnectionError', code: 'CLOSED' });
  });

  it('lets the process exit after calls that were left in every state', async () => {
    const script = `
      import { createServer } from 'node:http';
      import { HasOffers } from './lib/index.ts';
      const server = createServer((request, response) => { if (request.url.includes('findById')) response.writeHead(500).end(); });
      await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
      const endpoint = 'http://127.0.0.1:' + server.address().port + '/';
      const api = new HasOffers({ endpoint, networkId: 'n', networkToken: 't', concurrency: 2, rateLimit: { calls: 2, per: 60000 }, retryDelay: 60000, maxRetryDelay: 60000 });
      const calls = [api.offers.findById(1), api.offers.findAll(), api.offers.findAll(), api.affiliates.findAll()].map((call) => call.subscribe());
      setTimeout(() => { for (const call of calls) call.unsubscribe(); server.closeAllConnections(); server.close(); }, 300);
    `;
    const run = promisify(execFile)('npx', ['tsx', '--input-type=module', '-e', script], {
      timeout: 20_000,
      cwd: process.cwd(),
    });
    await expect(run).resolves.toMatchObject({ stderr: expect.not.stringContaining('Error') as string });
  });
});
