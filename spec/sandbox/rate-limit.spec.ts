import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUsageWindow, limitText } from '../../lib/sandbox/server/rate-limit.js';
import { call, openSandbox } from '../support/sandbox-call.js';

describe('limitText', () => {
  it('is the text of the service, word for word', () => {
    expect(limitText('demo', { calls: 50, per: 10_000 })).toBe(
      'demo.  API usage exceeded rate limit.  Configured: 50/10s window; Your usage: 51.  ' +
        'See https://help.tune.com/hasoffers/rate-limit-error/ for guidance.',
    );
  });
});

describe('createUsageWindow', () => {
  it('never lets more than the limit through in any window', () => {
    const limit = { calls: 3, per: 100 };
    fc.assert(
      fc.property(fc.array(fc.nat(60), { maxLength: 40 }), (gaps) => {
        const usage = createUsageWindow('demo');
        let now = 0;
        const admitted = gaps.map((gap) => (now += gap)).filter((time) => usage.admit(limit, time) === undefined);
        admitted.forEach((time, index) => expect(admitted[index + 3] ?? Infinity).toBeGreaterThanOrEqual(time + 100));
      }),
    );
  });

  it('lets everything through without a limit', () => {
    expect(createUsageWindow('demo').admit(false, 0)).toBeUndefined();
  });
});

describe('the limit of a sandbox', () => {
  it('is 50 calls in 10 s, refused with HTTP 200 and status -1 (row 145)', async () => {
    let now = 1_000_000;
    const sandbox = await openSandbox({ rateLimit: { calls: 50, per: 10_000 }, now: () => now });
    const ask = () => call(sandbox, 'Offer.findById', { id: '1', fields: ['id'] });
    const statuses = await Promise.all(Array.from({ length: 51 }, async () => (await ask()).status));
    expect(statuses.filter((status) => status === 1)).toHaveLength(50);
    expect((await ask()).errors[0]?.publicMessage).toMatch(/API usage exceeded rate limit/);
    now += 10_000;
    expect((await ask()).status).toBe(1);
  });
});
