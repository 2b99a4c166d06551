import { describe, expect, it } from 'vitest';
import { AuthenticationError, ConnectionError, ProtocolError } from 'rxoffers';
import { isFatalError } from '../../lib/errors/network-errors.js';

describe('isLastingFault', () => {
  it('is what the next poll cannot cure', () => {
    expect(isFatalError(new TypeError('no'))).toBe(true);
    expect(isFatalError(new AuthenticationError([], 401))).toBe(true);
    expect(isFatalError(new ConnectionError('closed', { code: 'CLOSED', unsent: true }))).toBe(true);
  });

  it('is not what may pass', () => {
    expect(isFatalError(new ConnectionError('reset', { code: 'ECONNRESET', unsent: false }))).toBe(false);
    expect(isFatalError(new ProtocolError('no reply'))).toBe(false);
  });
});
