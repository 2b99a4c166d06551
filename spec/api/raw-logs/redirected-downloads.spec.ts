import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HttpError, type LogFile, ProtocolError } from 'rxoffers';
import { readContent } from '../../support/archive-service.js';
import { serveFile } from '../../support/file-server.js';
import { fileAt, type Scheme, serverOf } from '../../support/redirecting-storage.js';
import { type Handler, replying } from '../../support/server-client.js';
import { buildZip } from '../../support/zip-builder.js';

const content = randomBytes(200_000);
const archive = buildZip([{ data: content, method: 0 }]);
const SIGNATURE = 'c2lnbmF0dXJlL1/+9=';
const QUERY = `?X-Amz-Signature=${encodeURIComponent(SIGNATURE)}`;

const sendFile: Handler = replying(200, archive, { 'content-type': 'application/zip', etag: '"v1"' });

/** Redirects `/hop/<n>` to `/hop/<n - 1>`, and sends the file for the last of them. */
const hopping =
  (status = 302): Handler =>
  (request, response) => {
    const left = Number(/hop\/(\d+)/.exec(request.url ?? '')?.[1] ?? 0);
    if (left === 0) return sendFile(request, response);
    response.writeHead(status, { location: `/hop/${left - 1}${QUERY}` }).end('<html>moved');
  };

const expectWhole = async (file: LogFile): Promise<void> => {
  const { bytes, error } = await readContent(file);
  expect(error).toBeUndefined();
  expect(bytes.equals(content)).toBe(true);
};

const failureOf = async (file: LogFile): Promise<Error> => {
  const { error } = await readContent(file);
  expect(error).toBeInstanceOf(Error);
  return error as Error;
};

const expectNoSecret = (...values: unknown[]): void => {
  const text = values
    .map((value) => `${inspect(value, { depth: 9, showHidden: true })}${value instanceof Error ? value.stack : ''}`)
    .join('\n');
  for (const secret of [SIGNATURE, encodeURIComponent(SIGNATURE), 'NETtoken/9']) expect(text).not.toContain(secret);
};

describe('A redirect of the storage', () => {
  it.each([301, 302, 303, 307, 308])('with %i is followed, to a relative URL too', async (status) => {
    const storage = await serverOf('http', hopping(status));
    const { file, links } = await fileAt(new URL(`/hop/1${QUERY}`, storage.url).href);
    await expectWhole(file);
    expect(storage.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET /hop/1${QUERY}`,
      `GET /hop/0${QUERY}`,
    ]);
    expect(links()).toBe(1);
  });

  it('is followed five times, and not six', async () => {
    const storage = await serverOf('http', hopping());
    const { file } = await fileAt(new URL('/hop/5', storage.url).href);
    await expectWhole(file);
    const far = await fileAt(new URL(`/hop/6${QUERY}`, storage.url).href);
    const error = await failureOf(far.file);
    expect(error).toBeInstanceOf(HttpError);
    expect(error.message).toBe('Download of 20160909/clicks-1.zip: HTTP 302, more than 5 redirects');
    expectNoSecret(error, far.events);
  });

  it('keeps Range and If-Range, also after a break, and sends no token', async () => {
    const storage = await serveFile(archive, (n) => (n === 0 ? { cutAt: 50_000 } : {}));
    onTestFinished(() => storage.close());
    const global = await serverOf('http', (_request, response) =>
      response.writeHead(307, { location: storage.link }).end(),
    );
    const { file } = await fileAt(`${global.url}${QUERY}`);
    await expectWhole(file);
    expect(storage.requests.map(({ range, ifRange }) => [range, ifRange])).toEqual([
      [undefined, undefined],
      ['bytes=50000-', '"v1"'],
    ]);
    expect(global.seen.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=50000-']);
    for (const { headers } of global.seen) {
      expect(headers.authorization).toBeUndefined();
      expect(JSON.stringify(headers)).not.toContain('NETtoken');
    }
  });

  it('may lead to a link that is refused: the link is then replaced', async () => {
    let refused = 0;
    const storage = await serverOf('http', (request, response) => {
      if (request.url?.startsWith('/Apiv3')) return response.writeHead(302, { location: '/file' }).end();
      return refused++ === 0 ? replying(403)(request, response) : sendFile(request, response);
    });
    const { file, links, events } = await fileAt(storage.url);
    await expectWhole(file);
    expect(links()).toBe(2);
    expect(events).toContainEqual({ type: 'link renewed', file: file.filename });
  });

  it.each<[string, string | undefined, string]>([
    ['without Location', undefined, 'HTTP 302, a redirect without Location'],
    ['to itself', `/Apiv3/json${QUERY}`, 'HTTP 302, a redirect in a circle'],
    ['to no URL', 'http://[', 'HTTP 302, a redirect whose Location is not a URL'],
    ['to a file', `file:///etc/passwd${QUERY}`, 'a redirect should lead to an http(s) URL'],
    ['to FTP', `ftp://127.0.0.1/x${QUERY}`, 'a redirect should lead to an http(s) URL'],
    ['to data', `data:text/csv,${encodeURIComponent(SIGNATURE)}`, 'a redirect should lead to an http(s) URL'],
  ])('%s is an error without secrets', async (_name, location, message) => {
    const storage = await serverOf('http', replying(302, '', location === undefined ? {} : { location }));
    const { file, events } = await fileAt(`${storage.url}${QUERY}`);
    const error = await failureOf(file);
    expect(error.message).toBe(`Download of 20160909/clicks-1.zip: ${message}`);
    expect(error).toBeInstanceOf(message.startsWith('HTTP') ? HttpError : ProtocolError);
    expect(storage.seen).toHaveLength(1);
    expectNoSecret(error, events);
  });

  it('in a circle of two is an error', async () => {
    const storage = await serverOf('http', (request, response) =>
      response.writeHead(302, { location: request.url === '/b' ? '/a' : '/b' }).end(),
    );
    const { file } = await fileAt(new URL('/a', storage.url).href);
    expect(await failureOf(file)).toMatchObject({ name: 'HttpError', status: 302 });
    expect(storage.seen).toHaveLength(2);
  });

  it.each([300, 304, 305, 306])('is not what %i is', async (status) => {
    const storage = await serverOf('http', replying(status, '', { location: '/file' }));
    const { file } = await fileAt(storage.url);
    expect(await failureOf(file)).toMatchObject({ name: 'HttpError', status });
    expect(storage.seen).toHaveLength(1);
  });
});

describe('The scheme of a download', () => {
  const open = async (endpoint: Scheme, ...schemes: Scheme[]) => {
    const storages = [];
    let link = '';
    for (const scheme of schemes.toReversed()) {
      const location = link;
      const handler: Handler = location === '' ? sendFile : replying(302, '', { location });
      const storage = await serverOf(scheme, handler);
      storages.unshift(storage);
      link = `${storage.url}${QUERY}`;
    }
    return { ...(await fileAt(link, endpoint)), storages };
  };

  it.each<[Scheme, ...Scheme[]]>([
    ['http', 'http'],
    ['http', 'https'],
    ['https', 'https'],
    ['http', 'http', 'https'],
    ['https', 'https', 'https'],
  ])('endpoint %s, link %s, redirected to %s: is read', async (endpoint, ...schemes) => {
    await expectWhole((await open(endpoint, ...schemes.filter(Boolean))).file);
  });

  it.each<[Scheme, Scheme, string, ...Scheme[]]>([
    ['https', 'http', 'The download link of 20160909/clicks-1.zip should be https, as the endpoint is'],
    ['https', 'https', 'Download of 20160909/clicks-1.zip: a redirect should not lead from https to http', 'http'],
    ['http', 'https', 'Download of 20160909/clicks-1.zip: a redirect should not lead from https to http', 'http'],
  ])('endpoint %s, link %s: %s', async (endpoint, first, message, ...then) => {
    const { file, events, storages } = await open(endpoint, first, ...then);
    const error = await failureOf(file);
    expect(error).toBeInstanceOf(ProtocolError);
    expect(error.message).toBe(message);
    expect(storages.at(-1)?.seen).toEqual([]);
    expectNoSecret(error, events);
  });

  it.each(['ftp://127.0.0.1/x', 'file:///etc/passwd', 'data:text/csv,a', 'javascript:0', 'nonsense', '//host/x'])(
    'is http or https, not %s',
    async (link) => {
      for (const endpoint of ['http', 'https'] as const) {
        const { file } = await fileAt(`${link}${QUERY}`, endpoint);
        const error = await failureOf(file);
        expect(error.message).toBe('The download link of 20160909/clicks-1.zip is not an http(s) URL');
        expectNoSecret(error);
      }
    },
  );
});

describe('The secrets of a link', () => {
  it.each<[string, Handler]>([
    ['a content type', replying(200, '', { 'content-type': `text/html; ${SIGNATURE}` })],
    ['a content encoding', replying(200, 'no archive', { 'content-encoding': SIGNATURE })],
    ['an encoded content encoding', replying(200, 'no archive', { 'content-encoding': encodeURIComponent(SIGNATURE) })],
    ['a range', replying(206, archive, { 'content-range': `bytes ${SIGNATURE}` })],
    ['an error document', replying(404, `<Error><Code>X</Code><Message>a ${SIGNATURE}</Message></Error>`)],
    [
      'an escaped error document',
      replying(404, '<Error><Code>X</Code><Message>c2lnbmF0dXJlL1&#47;&#43;9&#61;</Message></Error>'),
    ],
    ['an error document with the token', replying(404, '<Error><Code>NETtoken%2F9</Code></Error>')],
  ])('are not in the error for %s that quotes them', async (_name, handler) => {
    const target = await serverOf('http', handler);
    for (const isRedirected of [false, true]) {
      const location = `${target.url}${QUERY}`;
      const storage = isRedirected ? await serverOf('http', replying(302, '', { location })) : target;
      const { file, events } = await fileAt(isRedirected ? storage.url : location, 'http', { retries: 1 });
      const error = await failureOf(file);
      expectNoSecret(error, error.cause, events);
      expect(`${inspect(error)} ${inspect(error.cause)}`).not.toMatch(/c2lnbmF0dXJlL1|NETtoken/);
    }
  });
});
