import { describe, expect, it } from 'vitest';
import { AuthenticationError } from '../../lib/errors/api-errors.js';
import { ConnectionError } from '../../lib/errors/network-errors.js';
import { ProtocolError } from '../../lib/errors/network-errors.js';
import { isLastingFault } from '../../lib/errors/network-errors.js';

describe('isLastingFault', () => {
  it('is what the next poll cannot cure', () => {
    expect(isLastingFault(new TypeError('no'))).toBe(true);
    expect(isLastingFault(new AuthenticationError([], 401))).toBe(true);
    expect(isLastingFault(new ConnectionError('closed', { code: 'CLOSED', unsent: true }))).toBe(true);
  });

  it('is not what may pass', () => {
    expect(isLastingFault(new ConnectionError('reset', { code: 'ECONNRESET', unsent: false }))).toBe(false);
    expect(isLastingFault(new ProtocolError('no reply'))).toBe(false);
  });
});
