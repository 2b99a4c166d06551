import { Agent } from 'undici';
import { describe, expect, it } from 'vitest';
import type { HasOffersOptions } from 'rxoffers';
import { normalizeOptions } from '../../lib/transport/normalize-options.js';

const base: HasOffersOptions = { networkId: 'net', networkToken: 'NETsecret' };
const given = (options: object): HasOffersOptions => ({ ...base, ...options });

describe('normalizeOptions', () => {
  it('fills in every default', () => {
    expect(normalizeOptions(base)).toEqual({
      networkId: 'net',
      credentials: { kind: 'network token', networkId: 'net', networkToken: 'NETsecret' },
      endpoint: 'https://net.api.hasoffers.com/Apiv3/json',
      verify: true,
      retries: 3,
      retryDelay: 1_000,
      maxRetryDelay: 30_000,
      timeout: { connect: 10_000, headers: 60_000, body: 30_000, total: 0 },
      rateLimit: { calls: 45, per: 10_000 },
      concurrency: 8,
      maxReplyBytes: 268_435_456,
      maxReplyDepth: 64,
      keepLogBytes: 4_194_304,
      verbosity: 0,
    });
  });

  it('uses an endpoint as it is (row 20), and keeps what is given', () => {
    const endpoint = 'https://net.api.hasoffers.com/Apiv3/json';
    const options = normalizeOptions(
      given({ endpoint, retries: 0, timeout: { body: 5 }, rateLimit: false, logger: console }),
    );
    expect(options).toMatchObject({ endpoint, retries: 0, rateLimit: false, timeout: { connect: 10_000, body: 5 } });
  });

  it('takes delays that are no whole numbers, and 0 for no kept logs', () => {
    const options = { retryDelay: 0.5, maxRetryDelay: 1.5, keepLogBytes: 0 };
    expect(normalizeOptions(given(options))).toMatchObject(options);
  });

  it('takes undefined for not given', () => {
    expect(normalizeOptions(given({ retries: undefined, timeout: { body: undefined } }))).toMatchObject({
      retries: 3,
      timeout: { body: 30_000 },
    });
  });

  it.each<[unknown, ErrorConstructor | RangeErrorConstructor, RegExp]>([
    [undefined, TypeError, /options/],
    [{ networkToken: 'x' }, TypeError, /networkId/],
    [{ networkId: 'x' }, TypeError, /networkToken/],
    [{ networkId: 'x', networkToken: '' }, TypeError, /networkToken/],
    [{ networkId: 7, networkToken: 'x' }, TypeError, /networkId/],
    [given({ integrator: { integratorId: 'i', clientId: 'c', clientSecret: 's' } }), TypeError, /exclude/],
    [{ networkId: 'x', integrator: {} }, TypeError, /integratorId/],
    [given({ apiKey: 'NETsecret' }), TypeError, /no option "apiKey"/],
    [given({ networkId: 'a/b' }), TypeError, /sub-domain/],
    [given({ endpoint: 'not a url' }), TypeError, /endpoint/],
    [given({ endpoint: 'ftp://x' }), TypeError, /endpoint/],
    [given({ retries: -1 }), RangeError, /retries/],
    [given({ retries: 1.5 }), RangeError, /retries/],
    [given({ retries: '3' }), TypeError, /retries/],
    [given({ retryDelay: NaN }), RangeError, /retryDelay/],
    [given({ maxRetryDelay: -1 }), RangeError, /maxRetryDelay/],
    [given({ concurrency: 0 }), RangeError, /concurrency/],
    [given({ maxReplyBytes: 0 }), RangeError, /maxReplyBytes/],
    [given({ maxReplyDepth: '9' }), TypeError, /maxReplyDepth/],
    [given({ keepLogBytes: -1 }), RangeError, /keepLogBytes/],
    [given({ keepLogBytes: 0.5 }), RangeError, /keepLogBytes/],
    [given({ keepLogBytes: Infinity }), RangeError, /keepLogBytes/],
    [given({ keepLogBytes: '4' }), TypeError, /keepLogBytes/],
    [given({ timeout: 5 }), TypeError, /timeout/],
    [given({ timeout: { headers: -1 } }), RangeError, /timeout.headers/],
    [given({ rateLimit: true }), TypeError, /rateLimit/],
    [given({ rateLimit: { calls: 0, per: 1 } }), RangeError, /rateLimit.calls/],
    [given({ rateLimit: { calls: 1 } }), TypeError, /rateLimit.per/],
    [given({ verify: 'no' }), TypeError, /verify/],
    [given({ proxy: 'nonsense' }), TypeError, /proxy/],
    [given({ dispatcher: {} }), TypeError, /dispatcher/],
    [given({ dispatcher: new Agent(), verify: false }), TypeError, /verify/],
    [given({ dispatcher: new Agent(), proxy: 'env' }), TypeError, /exclude/],
    [given({ limiter: {} }), TypeError, /limiter/],
    [given({ logger: {} }), TypeError, /logger/],
    [given({ verbosity: -1 }), RangeError, /verbosity/],
    [given({ retry: 3 }), TypeError, /no option "retry"/],
  ])('refuses %o', (options, kind, message) => {
    expect(() => normalizeOptions(options as HasOffersOptions)).toThrow(kind);
    expect(() => normalizeOptions(options as HasOffersOptions)).toThrow(message);
    expect(() => normalizeOptions(options as HasOffersOptions)).not.toThrow(/NETsecret/);
  });
});
