import { describe, expect, it } from 'vitest';
import {
  AuthenticationError,
  ConnectionError,
  HasOffersError,
  HttpError,
  ProtocolError,
  RateLimitError,
  TimeoutError,
} from 'rxoffers';
import { isRepeatable } from '../../lib/transport/retry.js';

const connection = (code: string, unsent: boolean) => new ConnectionError('x', { code, unsent });

describe('isRepeatable', () => {
  it.each<[unknown, read: boolean, write: boolean]>([
    [connection('ECONNREFUSED', true), true, true],
    [connection('ENOTFOUND', true), true, true],
    [connection('ECONNRESET', false), true, false],
    [connection('UND_ERR_SOCKET', false), true, false],
    [connection('DEPTH_ZERO_SELF_SIGNED_CERT', false), false, false],
    [connection('CERT_HAS_EXPIRED', true), false, false],
    [new TimeoutError('x', 'connect', 1), true, true],
    [new TimeoutError('x', 'headers', 1), true, false],
    [new TimeoutError('x', 'body', 1), true, false],
    [new TimeoutError('x', 'total', 1), false, false],
    [new RateLimitError([], {}), true, true],
    [new HttpError('x', 500), true, false],
    [new HttpError('x', 504), true, false],
    [new HttpError('x', 429), true, false],
    [new HttpError('x', 404), false, false],
    [new HasOffersError([]), false, false],
    [new AuthenticationError([], 403), false, false],
    [new ProtocolError('x'), false, false],
    [new Error('x'), false, false],
  ])('%o: read %j, write %j', (error, read, write) => {
    expect(isRepeatable(error, 'read')).toBe(read);
    expect(isRepeatable(error, 'write')).toBe(write);
  });
});
