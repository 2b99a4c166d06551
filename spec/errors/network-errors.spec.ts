import { describe, expect, it } from 'vitest';
import { AuthenticationError, ConnectionError, HttpError, ProtocolError, RateLimitError } from 'rxoffers';
import { isFatalError } from '../../lib/errors/network-errors.js';

describe('isFatalError', () => {
  it.each<[Error, boolean]>([
    [new TypeError('a bug'), true],
    [new AuthenticationError([], 401), true],
    [new ConnectionError('closed', { code: 'CLOSED', unsent: true }), true],
    [new ConnectionError('reset', { code: 'ECONNRESET', unsent: false }), false],
    [new RateLimitError([], {}), false],
    [new HttpError('busy', 503), false],
    [new ProtocolError('not JSON'), false],
  ])('of %o is %j', (error, expected) => {
    expect(isFatalError(error)).toBe(expected);
  });
});
