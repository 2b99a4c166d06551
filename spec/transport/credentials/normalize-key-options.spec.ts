import { describe, expect, it } from 'vitest';
import { normalizeKeyOptions } from '../../../lib/transport/normalize-options.js';

const base = { networkId: 'net', apiKey: 'the-key' };

describe('normalizeKeyOptions', () => {
  it('keeps the key among the credentials alone, and fills in the defaults', () => {
    const normalized = normalizeKeyOptions({ ...base, retries: 0 });
    expect(normalized).toMatchObject({
      networkId: 'net',
      endpoint: 'https://net.api.hasoffers.com/Apiv3/json',
      credentials: { kind: 'api key', networkId: 'net', apiKey: 'the-key' },
      retries: 0,
      concurrency: 8,
    });
    expect(normalized).not.toHaveProperty('apiKey');
  });

  it.each<[object, RegExp]>([
    [{ networkId: 'net' }, /apiKey/],
    [{ ...base, apiKey: '' }, /apiKey/],
    [{ apiKey: 'the-key' }, /networkId/],
    [{ ...base, networkToken: 'the-key' }, /no option "networkToken"/],
    [{ ...base, integrator: {} }, /no option "integrator"/],
    [{ ...base, retries: -1 }, /retries/],
    [{ ...base, endpoint: 'the-key' }, /endpoint/],
  ])('refuses %j', (options, message) => {
    expect(() => normalizeKeyOptions(options as never)).toThrow(message);
    expect(() => normalizeKeyOptions(options as never)).not.toThrow(/the-key/);
  });
});
