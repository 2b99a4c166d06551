import { describe, expect, it } from 'vitest';
import { buildRequest } from '../../lib/transport/build-request.js';

const credentials = { endpoint: 'https://net.example/Apiv3/json', networkId: 'N', networkToken: 'T' };
const prefix = 'NetworkToken=T&NetworkId=N&';

describe('buildRequest', () => {
  it('sends a read as a GET, token first, then what is called, then the parameters (row 1)', () => {
    const call = buildRequest(credentials, {
      target: 'Offer',
      method: 'findById',
      pairs: [['id', '62']],
      kind: 'read',
    });
    expect(call).toMatchObject({ verb: 'GET', body: undefined });
    expect(call.url).toBe(`${credentials.endpoint}?${prefix}Target=Offer&Method=findById&id=62`);
  });

  it('sends a write as a form to the bare endpoint', () => {
    const call = buildRequest(credentials, {
      target: 'Offer',
      method: 'create',
      pairs: [['data[name]', 'A B']],
      kind: 'write',
    });
    expect(call).toMatchObject({ verb: 'POST', url: credentials.endpoint });
    expect(call.body).toBe(`${prefix}Target=Offer&Method=create&data%5Bname%5D=A+B`);
    expect(call.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('sends a read whose URL would pass 2,000 characters as a form too', () => {
    const read = (length: number) =>
      buildRequest(credentials, {
        target: 'Offer',
        method: 'findAll',
        pairs: [['filters[name]', 'x'.repeat(length)]],
        kind: 'read',
      });
    const overhead = read(0).url.length;
    expect(read(2_000 - overhead)).toMatchObject({ verb: 'GET' });
    expect(read(2_001 - overhead)).toMatchObject({ verb: 'POST', url: credentials.endpoint });
  });

  it('keeps the parameters of an upload in the query (row 135)', () => {
    const upload = { source: Buffer.from('x'), partName: 'a.png', fileName: 'a.png' };
    const call = buildRequest(credentials, {
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
    const call = buildRequest(
      { ...credentials, endpoint: 'http://x/?a=1' },
      { target: 'Offer', method: 'findAll', pairs: [], kind: 'read' },
    );
    expect(call.url).toMatch(/^http:\/\/x\/\?a=1&NetworkToken=T/);
  });
});
