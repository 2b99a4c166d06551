import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyFromEnvironment } from '../lib/client.js';

beforeEach(() => {
  vi.stubEnv('HASOFFERS_NETWORK_ID', 'acme');
  vi.stubEnv('THE_KEY', 'K');
  vi.stubEnv('HASOFFERS_ENDPOINT', '');
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('keyFromEnvironment', () => {
  it('reads network, key and endpoint', () => {
    expect(keyFromEnvironment('THE_KEY', { retries: 0 })).toEqual({ networkId: 'acme', apiKey: 'K', retries: 0 });
    vi.stubEnv('HASOFFERS_ENDPOINT', 'http://x/');
    expect(keyFromEnvironment('THE_KEY', {})).toMatchObject({ endpoint: 'http://x/' });
  });

  it('puts options before the environment', () => {
    vi.stubEnv('HASOFFERS_ENDPOINT', 'http://x/');
    const options = { networkId: 'other', apiKey: 'L', endpoint: 'http://y/' };
    expect(keyFromEnvironment('THE_KEY', options)).toEqual(options);
  });

  it('names the variable that is missing', () => {
    vi.stubEnv('THE_KEY', '');
    expect(() => keyFromEnvironment('THE_KEY', {})).toThrow(/THE_KEY is not set/);
    vi.stubEnv('HASOFFERS_NETWORK_ID', '');
    expect(() => keyFromEnvironment('THE_KEY', { apiKey: 'K' })).toThrow(/HASOFFERS_NETWORK_ID is not set/);
  });
});
