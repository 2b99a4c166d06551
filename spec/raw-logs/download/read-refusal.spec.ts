import { describe, expect, it } from 'vitest';
import type { DownloadResponse } from '../../../lib/raw-logs/download/response.js';
import { readRefusal } from '../../../lib/raw-logs/download/response.js';

const answer = (status: number, body = '', headers: Record<string, string> = {}): DownloadResponse => {
  const parts = [Buffer.from(body)];
  return {
    status,
    header: (name) => headers[name],
    next: () => Promise.resolve(parts.shift()),
    close: () => undefined,
  };
};
const link = 'https://s3.example.com/x.zip?sig=SECRETSECRET';
const refusalOf = (attempt: DownloadResponse) => readRefusal(attempt, 'x.zip', link);

describe('readRefusal', () => {
  it.each([200, 206, 416])('lets %i through', async (status) => {
    expect(await refusalOf(answer(status, 'PK', { 'content-type': 'application/zip' }))).toBeUndefined();
    expect(await refusalOf(answer(status))).toBeUndefined();
  });

  it.each(['application/xml', 'text/html; charset=utf-8', 'application/json'])('refuses %s', async (type) => {
    const refusal = await refusalOf(answer(200, '<html>', { 'content-type': type }));
    expect(refusal).toMatchObject({ link: false, passing: false, error: { status: 200, excerpt: undefined } });
    expect(refusal?.error.message).toContain(type);
  });

  it('tells code and message, clean', async () => {
    const body = '<Error><Code>AccessDenied</Code><Message>SECRETSECRET expired</Message></Error>';
    const refusal = await refusalOf(answer(403, body));
    expect(refusal).toMatchObject({
      link: true,
      passing: false,
      error: { excerpt: 'AccessDenied: [redacted] expired' },
    });
    expect(refusal?.error.message).toBe('Download of x.zip: HTTP 403, AccessDenied: [redacted] expired');
  });

  it('shows no part of a secret that the end of a long message would cut', async () => {
    for (let before = 180; before <= 200; before += 1) {
      const body = `<Error><Code>Denied</Code><Message>${'x'.repeat(before)}SECRETSECRET</Message></Error>`;
      expect((await refusalOf(answer(404, body)))?.error.message).not.toContain('S');
    }
  });

  it('reads no more of an endless document than it needs', async () => {
    let read = 0;
    const endless: DownloadResponse = {
      ...answer(500),
      next: () => Promise.resolve(Buffer.alloc((read += 1024) && 1024, ' ')),
    };
    expect(await refusalOf(endless)).toMatchObject({ passing: true });
    expect(read).toBeLessThan(100_000);
  });

  it('knows how long to wait', async () => {
    const refusal = await refusalOf(answer(503, '', { 'retry-after': '7' }));
    expect(refusal).toMatchObject({ passing: true, error: { retryAfter: 7000 } });
  });
});
