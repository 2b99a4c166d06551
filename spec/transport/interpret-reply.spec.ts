import { describe, expect, it } from 'vitest';
import type { HttpReply } from '../../lib/transport/http.js';
import { parseReply } from '../../lib/transport/reply.js';
import { createRedactor } from '../../lib/transport/redactor.js';
import { READ } from '../support/transport-of.js';

const interpretation = { redactor: createRedactor(['NETsecret']), maxReplyDepth: 20, now: () => 0 };
const read = (status: number, text: string, headers: HttpReply['headers'] = {}) =>
  parseReply({ status, text, headers }, READ, interpretation);
const refusal = (publicMessage: string): string =>
  JSON.stringify({ response: { status: -1, data: '', errors: [{ publicMessage }] } });

const errorOf = (...args: Parameters<typeof read>): unknown => {
  try {
    read(...args);
  } catch (error) {
    return error;
  }
  throw new Error('expected an error');
};

describe('interpretReply', () => {
  it('gives the data and the request id (row 70)', () => {
    const text = JSON.stringify({ response: { status: 1, data: { id: '3' } } });
    expect(read(200, text, { 'x-request-id': 'r-1' })).toMatchObject({ data: { id: '3' }, requestId: 'r-1' });
  });

  it('reads the limit out of the refusal (row 145), in both wordings', () => {
    const text = 'net.  API usage exceeded rate limit.  Configured: 50/10s window; Your usage: 51.  See x';
    expect(errorOf(200, refusal(text))).toMatchObject({ name: 'RateLimitError', limit: 50, window: 10_000, usage: 51 });
    expect(errorOf(200, refusal('User has exceeded API rate limit'))).toMatchObject({
      name: 'RateLimitError',
      limit: undefined,
    });
    expect(errorOf(429, '', { 'retry-after': '7' })).toMatchObject({ name: 'RateLimitError', retryAfter: 7_000 });
  });

  it('names a refused token without showing it', () => {
    const error = errorOf(200, refusal('NetworkToken NETsecret is not authenticated'));
    expect(error).toMatchObject({
      name: 'AuthenticationError',
      status: 200,
      message: 'NetworkToken [redacted] is not authenticated',
    });
  });

  it('takes a bad network id for a refusal of who asks (row 143)', () => {
    const text = JSON.stringify({ response: { errors: { publicMessage: 'Network id is not valid' } } });
    expect(errorOf(200, text)).toMatchObject({ name: 'AuthenticationError', message: 'Network id is not valid' });
  });

  it('shows the beginning of what is no reply, redacted', () => {
    const error = errorOf(200, `<html>NETsecret${'x'.repeat(5_000)}`) as { excerpt: string };
    expect(error).toMatchObject({
      name: 'ProtocolError',
      message: expect.stringMatching(/^Offer.findAll: /) as string,
    });
    expect(error.excerpt).toMatch(/^<html>\[redacted\]x+$/);
    expect(error.excerpt.length).toBeLessThanOrEqual(200);
  });

  it.each([301, 404, 500])('HTTP %i is an HttpError that says so', (status) => {
    expect(errorOf(status, 'body')).toMatchObject({
      name: 'HttpError',
      status,
      message: `Offer.findAll: HTTP ${status}`,
      excerpt: 'body',
    });
  });
});
