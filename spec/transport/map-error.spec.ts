import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import { mapError } from '../../lib/transport/map-error.js';

const timeout = { connect: 1, headers: 2, body: 3, total: 4 };
const redact = (text: string): string => text.replaceAll('NETsecret', '[redacted]');
const coded = (code: string, message = 'failed'): Error => Object.assign(new Error(message), { code });
const map = (error: unknown): Error => mapError(error, 'Offer.findAll', timeout, redact);

describe('mapError', () => {
  it.each([
    ['UND_ERR_CONNECT_TIMEOUT', 'connect', 1],
    ['UND_ERR_HEADERS_TIMEOUT', 'headers', 2],
    ['UND_ERR_BODY_TIMEOUT', 'body', 3],
  ])('%s is a TimeoutError of the %s', (code, phase, limit) => {
    expect(map(coded(code))).toMatchObject({ name: 'TimeoutError', phase, limit });
  });

  it.each([
    ['ECONNREFUSED', true],
    ['ENOTFOUND', true],
    ['EAI_AGAIN', true],
    ['EHOSTUNREACH', true],
    ['ECONNRESET', false],
    ['EPIPE', false],
    ['UND_ERR_SOCKET', false],
  ])('%s is a ConnectionError, unsent: %j', (code, unsent) => {
    expect(map(coded(code))).toMatchObject({ name: 'ConnectionError', code, unsent, message: 'Offer.findAll: failed' });
  });

  it('finds the code inside a list of failed connections, and in a cause', () => {
    expect(map(new AggregateError([coded('ECONNREFUSED')]))).toMatchObject({ code: 'ECONNREFUSED', unsent: true });
    expect(map(new Error('x', { cause: coded('ECONNRESET') }))).toMatchObject({ code: 'ECONNRESET' });
  });

  it('keeps of the original only its words, redacted', () => {
    const original = Object.assign(coded('EPIPE', 'GET /?NetworkToken=NETsecret'), { opts: { path: 'NETsecret' } });
    expect(inspect(map(original), { depth: 9 })).not.toContain('NETsecret');
  });

  it('leaves our own errors alone, and names what is no error at all', () => {
    const own = new ProtocolError('x');
    expect(map(own)).toBe(own);
    expect(map('boom')).toMatchObject({ name: 'ConnectionError', message: 'Offer.findAll: boom' });
  });
});
