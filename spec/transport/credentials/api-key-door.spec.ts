import { describe, expect, it } from 'vitest';
import { apiKeyScheme } from '../../../lib/transport/normalize-options.js';

describe('apiKeyDoor', () => {
  it('knows who asks by a key', () => {
    expect(apiKeyScheme.names).toEqual(['apiKey']);
    expect(apiKeyScheme.credentialsOf({ networkId: 'net', apiKey: 'K' })).toEqual({
      kind: 'api key',
      networkId: 'net',
      apiKey: 'K',
    });
  });

  it.each([undefined, '', 7])('refuses %j', (apiKey) => {
    expect(() => apiKeyScheme.credentialsOf({ networkId: 'net', apiKey } as never)).toThrow(
      new TypeError('apiKey should be a string, and not an empty one'),
    );
  });
});
