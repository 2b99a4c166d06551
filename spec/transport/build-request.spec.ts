import { describe, expect, it } from 'vitest';
import { createRequest } from '../../lib/transport/request.js';
import { apiKeyParams, integratorParams, networkTokenParams } from '../../lib/transport/auth/credentials.js';

const endpoint = 'https://net.example/Apiv3/json';
const proof = networkTokenParams('N', 'T');
const prefix = 'NetworkToken=T&NetworkId=N&';

describe('buildRequest', () => {
  it('sends a read as a GET, token first, then what is called, then the parameters (row 1)', () => {
    const call = createRequest(endpoint, proof, {
      target: 'Offer',
      method: 'findById',
      pairs: [['id', '62']],
      kind: 'read',
    });
    expect(call).toMatchObject({ verb: 'GET', body: undefined });
    expect(call.url).toBe(`${endpoint}?${prefix}Target=Offer&Method=findById&id=62`);
  });

  it('sends a write as a form to the bare endpoint', () => {
    const call = createRequest(endpoint, proof, {
      target: 'Offer',
      method: 'create',
      pairs: [['data[name]', 'A B']],
      kind: 'write',
    });
    expect(call).toMatchObject({ verb: 'POST', url: endpoint });
    expect(call.body).toBe(`${prefix}Target=Offer&Method=create&data%5Bname%5D=A+B`);
    expect(call.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('sends a read whose URL would pass 2,000 characters as a form too', () => {
    const read = (length: number) =>
      createRequest(endpoint, proof, {
        target: 'Offer',
        method: 'findAll',
        pairs: [['filters[name]', 'x'.repeat(length)]],
        kind: 'read',
      });
    const overhead = read(0).url.length;
    expect(read(2_000 - overhead)).toMatchObject({ verb: 'GET' });
    expect(read(2_001 - overhead)).toMatchObject({ verb: 'POST', url: endpoint });
  });

  it('sends a read that carries a password as a form: a URL is written down on its way', () => {
    const read = (pairs: readonly (readonly [string, string])[]) =>
      createRequest(endpoint, proof, { target: 'AdvertiserUser', method: 'checkPassword', pairs, kind: 'read' });
    expect(read([['password', 'x']])).toMatchObject({ verb: 'POST', url: endpoint });
    expect(read([['data[password_confirmation]', 'x']])).toMatchObject({ verb: 'POST' });
    expect(read([['id', '3']])).toMatchObject({ verb: 'GET' });
  });

  it('keeps the parameters of an upload in the query (row 135)', () => {
    const upload = { source: Buffer.from('x'), partName: 'a.png', fileName: 'a.png' };
    const call = createRequest(endpoint, proof, {
      target: 'OfferFile',
      method: 'create',
      pairs: [['data[filename]', 'a.png']],
      kind: 'write',
      upload,
    });
    expect(call).toMatchObject({ verb: 'POST', body: undefined });
    expect(call.url).toContain('&data%5Bfilename%5D=a.png');
  });

  it('adds to a query that the endpoint has', () => {
    const call = createRequest('http://x/?a=1', proof, { target: 'Offer', method: 'findAll', pairs: [], kind: 'read' });
    expect(call.url).toMatch(/^http:\/\/x\/\?a=1&NetworkToken=T/);
  });

  it('sends an api key in the place of the token', () => {
    const call = createRequest(endpoint, apiKeyParams('N', 'K'), {
      target: 'Affiliate_Offer',
      method: 'findAll',
      pairs: [],
      kind: 'read',
    });
    expect(call.url).toBe(`${endpoint}?api_key=K&NetworkId=N&Target=Affiliate_Offer&Method=findAll`);
    expect(call.headers).not.toHaveProperty('authorization');
  });

  it('sends an access token in a header, never in a URL or a form', () => {
    for (const kind of ['read', 'write'] as const) {
      const call = createRequest(endpoint, integratorParams('N', 'I', 'jwt'), {
        target: 'Offer',
        method: 'findAll',
        pairs: [],
        kind,
      });
      expect(call.headers['authorization']).toBe('Bearer jwt');
      expect(call.url + String(call.body)).toContain('NetworkId=N&IntegratorId=I&Target=Offer');
      expect(call.url + String(call.body)).not.toContain('jwt');
    }
  });
});
