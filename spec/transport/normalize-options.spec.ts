import { describe, expect, it } from 'vitest';
import { createIntegrator } from 'rxoffers';
import { normalizeKeyOptions, normalizeOptions } from '../../lib/transport/normalize-options.js';

const DEFAULTS = {
  networkId: 'net',
  readsInUrl: true,
  verify: true,
  retries: 3,
  retryQuota: 500,
  retryDelay: 1_000,
  maxRetryDelay: 30_000,
  maxRateLimitDelay: 300_000,
  timeout: { connect: 10_000, headers: 60_000, body: 30_000, attempt: 300_000, total: 0 },
  minTransferRate: 1_000,
  timeZone: 'UTC',
  rateLimit: { calls: 45, per: 10_000 },
  concurrency: 8,
  maxReplyBytes: 67_108_864,
  maxReplyValues: 2_000_000,
  maxReplyDepth: 64,
  keepLogBytes: 4_194_304,
  verbosity: 0,
};

describe('the defaults', () => {
  it('of a client with a network token', () => {
    expect(normalizeOptions({ networkId: 'net', networkToken: 'T' })).toEqual({
      ...DEFAULTS,
      credentials: { kind: 'network token', networkId: 'net', networkToken: 'T' },
      endpoint: 'https://net.api.hasoffers.com/Apiv3/json',
    });
  });

  it('of an integrator, who has one host for all networks', () => {
    const integrator = createIntegrator({ integratorId: 'I', clientId: 'c', clientSecret: 's' });
    expect(normalizeOptions({ networkId: 'net', integrator })).toEqual({
      ...DEFAULTS,
      credentials: { kind: 'integrator', networkId: 'net', integrator },
      endpoint: 'https://integrator-api.hasoffers.com/Apiv3/json',
    });
  });

  it('of a client with an API key', () => {
    expect(normalizeKeyOptions('HasOffersAffiliate', { networkId: 'net', apiKey: 'K' })).toEqual({
      ...DEFAULTS,
      credentials: { kind: 'api key', networkId: 'net', apiKey: 'K' },
      endpoint: 'https://net.api.hasoffers.com/Apiv3/json',
    });
  });

  it.each([0, 1, 2, 3] as const)('of a logger: the console, for verbosity %i', (verbosity) => {
    const { logger } = normalizeOptions({ networkId: 'net', networkToken: 'T', verbosity });
    expect(logger).toBe(verbosity === 0 ? undefined : console);
  });

  it('of the verbosity: 1 with a logger', () => {
    const logger = { info: () => undefined, debug: () => undefined };
    expect(normalizeOptions({ networkId: 'net', networkToken: 'T', logger })).toMatchObject({ logger, verbosity: 1 });
    const options = { networkId: 'net', networkToken: 'T', logger, verbosity: undefined };
    expect(normalizeOptions(options as never)).toMatchObject({ verbosity: 1 });
    expect(normalizeOptions({ networkId: 'net', networkToken: 'T', logger, verbosity: 0 })).toMatchObject({
      verbosity: 0,
    });
  });

  it('take undefined for not given, phase by phase', () => {
    const options = {
      networkId: 'net',
      networkToken: 'T',
      retries: undefined,
      timeout: { body: 5, headers: undefined },
    };
    expect(normalizeOptions(options as never)).toMatchObject({
      retries: 3,
      timeout: { connect: 10_000, headers: 60_000, body: 5, total: 0 },
    });
  });
});
