import { describe, expect, it } from 'vitest';
import { AuthenticationError, HttpError } from 'rxoffers';
import { isTokenRefusal } from '../../../lib/transport/auth/credentials.js';

const said = (publicMessage: string) => [
  { code: undefined, message: undefined, publicMessage, attributeName: undefined },
];

describe('isTokenRefusal', () => {
  it.each([
    [new AuthenticationError([], 401), true],
    [new AuthenticationError(said('NetworkToken x is not authenticated'), 200), true],
    [new AuthenticationError(said('Not authenticated'), 403), true],
    [new AuthenticationError([], 403), false],
    [new AuthenticationError(said('IP 1.2.3.4 is not white-listed'), 200), false],
    [new AuthenticationError(said('Network id is not valid'), 200), false],
    [new HttpError('HTTP 401', 401), false],
    [undefined, false],
  ])('of %o is %s', (error, expected) => {
    expect(isTokenRefusal(error)).toBe(expected);
  });
});
