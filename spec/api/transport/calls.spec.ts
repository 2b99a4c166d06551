import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { firstValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createIntegrator, HasOffersAdvertiser, HasOffersAffiliate } from 'rxoffers';
import { collect, settle } from '../../support/collect.js';
import { recordedApi } from '../../support/recorded-api.js';
import { success } from '../../support/server.js';
import { accept, clientAt, read, replying, serverClient, TOKEN, write } from '../../support/server-client.js';

const PREFIX = `NetworkToken=${encodeURIComponent(TOKEN)}&NetworkId=net`;

describe('a call', () => {
  it('sends nothing before it is subscribed to, and again for each subscription', async () => {
    const { server, api } = await serverClient(accept);
    const call = read(api);
    await settle(5);
    expect(server.seen).toHaveLength(0);
    await collect(call);
    await collect(call);
    expect(server.seen).toHaveLength(2);
  });

  it('reuses its connection', async () => {
    const { server, api } = await serverClient(accept);
    for (let call = 0; call < 5; call++) await firstValueFrom(read(api));
    // The pool may see only after the next call that a connection is free.
    expect(server.open()).toBeLessThanOrEqual(2);
  });

  it('keeps the order of the reply', async () => {
    const { api } = await serverClient(replying(200, success('@').replace('"@"', '{"9":"žluť","1":"a"}')));
    const [data] = (await collect(read(api))) as [Map<string, string>];
    expect([...data]).toEqual([
      ['9', 'žluť'],
      ['1', 'a'],
    ]);
  });

  const body = Buffer.from(success('žluť'));
  it.each<[string | undefined, Buffer]>([
    [undefined, body],
    ['identity', body],
    ['gzip', gzipSync(body)],
    ['GZIP', gzipSync(body)],
    ['x-gzip', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['br', brotliCompressSync(body)],
  ])('requests gzip, and decodes %s, split anywhere', async (encoding, bytes) => {
    let at = 0;
    const { server, api } = await serverClient((_request, response) => {
      response.writeHead(200, encoding === undefined ? {} : { 'content-encoding': encoding });
      at = (at + 37) % bytes.length;
      response.write(bytes.subarray(0, at), () => response.end(bytes.subarray(at)));
    });
    for (let call = 0; call < 4; call++) expect(await collect(read(api))).toEqual(['žluť']);
    expect(server.seen[0]?.headers['accept-encoding']).toBe('gzip');
  });
});

describe('the request of a call', () => {
  it('is a GET for a read: token, network, what is called, parameters', async () => {
    const { server, api } = await serverClient(accept);
    await collect(api.call('Offer', 'findById', { id: 62 }, { raw: true }));
    expect(server.seen[0]).toMatchObject({
      method: 'GET',
      url: `/Apiv3/json?${PREFIX}&Target=Offer&Method=findById&id=62`,
      headers: { accept: 'application/json' },
    });
  });

  it('is a form to the bare endpoint for a write, so that the token is in no URL', async () => {
    const { api, calls } = await recordedApi([true]);
    await collect(api.call('Offer', 'create', { data: { name: 'A B é' } }, { raw: true }));
    expect(calls[0]).toMatchObject({
      verb: 'POST',
      url: '/Apiv3/json',
      contentType: 'application/x-www-form-urlencoded',
      body: 'NetworkToken=NETsecretToken&NetworkId=net&Target=Offer&Method=create&data%5Bname%5D=A+B+%C3%A9',
    });
  });

  it('is a form for a read whose URL would be longer than 2,000 characters', async () => {
    const { server, api } = await serverClient(accept);
    const find = (length: number) =>
      collect(api.call('Offer', 'findAll', { filters: { name: 'x'.repeat(length) } }, { raw: true }));
    await find(0);
    const rest = 2_000 - `${server.url}${server.seen[0]?.url?.slice('/Apiv3/json'.length)}`.length;
    await find(rest);
    await find(rest + 1);
    expect(server.seen.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
    expect(server.seen[2]?.url).toBe('/Apiv3/json');
  });

  it('is a form for a read with a password, since URLs are logged on their way', async () => {
    const { server, api } = await serverClient(accept);
    for (const params of [{ password: 'x' }, { data: { password_confirmation: 'x' } }, { email: 'x' }])
      await collect(api.call('AdvertiserUser', 'checkPassword', params as never, { raw: true }));
    const urls = server.seen.map(({ method, url }) => `${method} ${url?.includes('password') ? 'shown' : 'hidden'}`);
    expect(urls).toEqual(['POST hidden', 'POST hidden', 'GET hidden']);
  });

  it('extends a query of the endpoint', async () => {
    const { server } = await serverClient(accept);
    await collect(read(clientAt(`${server.url}?a=1`)));
    expect(server.seen[0]?.url).toBe(`/Apiv3/json?a=1&${PREFIX}&Target=Offer&Method=findAll`);
  });
});

describe('the credentials of a call', () => {
  it.each([HasOffersAffiliate, HasOffersAdvertiser])('are an API key for %o', async (Client) => {
    const { server } = await serverClient(accept);
    const api = new Client({ networkId: 'net', apiKey: 'K', endpoint: server.url });
    await collect(api.call('Affiliate_Offer', 'findAll', {}, { raw: true, unlisted: true }));
    await api.close();
    expect(server.seen[0]?.url).toBe('/Apiv3/json?api_key=K&NetworkId=net&Target=Affiliate_Offer&Method=findAll');
    expect(server.seen[0]?.headers).not.toHaveProperty('authorization');
  });

  it('are an access token in a header for an integrator, never in a URL or a form', async () => {
    const { auth, api } = {
      auth: await serverClient(replying(200, '{"access_token":"jwt"}')),
      api: await serverClient(accept),
    };
    const credentials = { integratorId: 'I', clientId: 'c', clientSecret: 's', authorizeEndpoint: auth.server.url };
    const client = clientAt(api.server.url, {
      networkToken: undefined,
      integrator: createIntegrator(credentials),
    } as never);
    await collect(read(client));
    await collect(write(client));
    const [get, post] = api.server.seen;
    expect(get?.url).toBe('/Apiv3/json?NetworkId=net&IntegratorId=I&Target=Offer&Method=findAll');
    expect(post).toMatchObject({ method: 'POST', url: '/Apiv3/json' });
    expect([get, post].map((request) => request?.headers.authorization)).toEqual(['Bearer jwt', 'Bearer jwt']);
  });
});
