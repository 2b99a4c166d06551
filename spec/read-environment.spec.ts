import { afterEach, describe, expect, it, vi } from 'vitest';
import { requiredVariable, variable } from '../lib/client.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a variable of the environment', () => {
  it('is read when it is asked for', () => {
    vi.stubEnv('HASOFFERS_TEST', 'x');
    expect([variable('HASOFFERS_TEST'), requiredVariable('HASOFFERS_TEST')]).toEqual(['x', 'x']);
  });

  it.each([undefined, ''])('that is %j is not set', (value) => {
    vi.stubEnv('HASOFFERS_TEST', value);
    expect(variable('HASOFFERS_TEST')).toBeUndefined();
    expect(() => requiredVariable('HASOFFERS_TEST')).toThrow(
      new TypeError('The environment variable HASOFFERS_TEST is not set'),
    );
  });
});
