import { describe, expect, it } from 'vitest';
import { openSandbox } from '../../support/sandbox-call.js';

const send = async (query: string, init: RequestInit) => {
  const sandbox = await openSandbox({ now: () => 42 });
  await (await fetch(`${sandbox.endpoint}${query}`, init)).text();
  const [request] = sandbox.requests;
  if (!request) throw new Error('nothing came');
  return request;
};

describe('readRequest', () => {
  it('decodes the query in order', async () => {
    const { verb, url, target, method, params, contentType, at } = await send(
      '?Target=Offer&Method=findAll&filters%5Bname%5D=a+%C5%AF&fields[]=id&fields[]=name',
      {},
    );
    expect([verb, target, method, contentType, at]).toEqual(['GET', 'Offer', 'findAll', undefined, 42]);
    expect(url).toMatch(/^\/Apiv3\/json\?Target=/);
    expect(params.slice(2)).toEqual([
      ['filters[name]', 'a ů'],
      ['fields[]', 'id'],
      ['fields[]', 'name'],
    ]);
  });

  it('decodes a form behind the query', async () => {
    const body = new URLSearchParams([
      ['Method', 'update'],
      ['data[name]', 'a&b'],
    ]);
    const request = await send('?Target=Offer', { method: 'POST', body });
    expect(request.params).toEqual([
      ['Target', 'Offer'],
      ['Method', 'update'],
      ['data[name]', 'a&b'],
    ]);
    expect([request.target, request.method]).toEqual(['Offer', 'update']);
    expect(request.contentType).toMatch('application/x-www-form-urlencoded');
  });

  it('decodes fields and files of a multipart form', async () => {
    const body = new FormData();
    body.append('Target', 'OfferFile');
    body.append('x.png', new Blob(['12345']), 'x.png');
    const request = await send('', { method: 'POST', body });
    expect(request.target).toBe('OfferFile');
    expect(request.files).toMatchObject([{ name: 'x.png', filename: 'x.png' }]);
  });

  it('does not look at JSON: the service takes none', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await send('', { method: 'POST', body: '{"Target":"Offer"}', headers })).params).toEqual([]);
  });

  it('takes a request for a raw log for a download, whatever its query says', async () => {
    const sandbox = await openSandbox();
    await (await fetch(new URL('/raw-logs/clicks/x.zip?Target=Offer&Method=findAll', sandbox.endpoint))).text();
    expect(sandbox.requests).toMatchObject([{ target: 'RawLog', method: 'download' }]);
  });
});
