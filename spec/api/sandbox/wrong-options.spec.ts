import { describe, expect, it } from 'vitest';
import { createSandbox, type SandboxOptions } from 'rxoffers/sandbox';
import { openSandbox } from '../../support/sandbox-call.js';

describe('a wrong option of the sandbox', () => {
  it.each<[unknown, RegExp | string]>([
    [{ ofers: 5 }, /^createSandbox: options has no "ofers"; known: .*\boffers\b.*\brawLogs\b/],
    [{ toString: 5 }, /^createSandbox: options has no "toString"/],
    [null, 'createSandbox: options should be a plain object, not null'],
    ['net', 'createSandbox: options should be a plain object, not a string'],
    [{ seed: 'x' }, "createSandbox: seed should be a finite number, not 'x'"],
    [{ offers: '5' }, "createSandbox: offers should be an integer of at least 0, not '5'"],
    [{ networkId: '' }, 'createSandbox: networkId should be a non-empty string'],
    [{ networkToken: 5 }, 'createSandbox: networkToken should be a non-empty string'],
    [{ affiliateApiKey: null }, 'createSandbox: affiliateApiKey should be a non-empty string'],
    [{ advertiserApiKey: 5 }, 'createSandbox: advertiserApiKey should be a non-empty string'],
    [{ now: 5 }, 'createSandbox: now should be a function, not 5'],
    [{ latency: '5' }, "createSandbox: latency should be a number of ms of at least 0, not '5'"],
    [{ maxPageSize: '5' }, "createSandbox: maxPageSize should be at least 1, not '5'"],
    [{ tokenLifetime: '5' }, "createSandbox: tokenLifetime should be a number of seconds above 0, not '5'"],
    [{ rateLimit: 5 }, 'createSandbox: rateLimit should be { calls, per }, true or false, not a number'],
    [{ rateLimit: null }, 'createSandbox: rateLimit should be { calls, per }, true or false, not null'],
    [{ rateLimit: { calls: 5, window: 5 } }, 'createSandbox: rateLimit has no "window"; known: calls, per'],
    [{ rateLimit: { calls: 5 } }, 'createSandbox: rateLimit should be { calls, per }, true or false, not {"calls":5}'],
    [{ reports: { maxdays: 5 } }, 'createSandbox: reports has no "maxdays"; known: maxDays, heavyDays, rows'],
    [{ reports: { maxDays: '5' } }, "createSandbox: reports.maxDays should be a number of at least 1, not '5'"],
    [{ reports: 'list' }, 'createSandbox: reports should be a plain object, not a string'],
    [{ integrator: { id: 'x' } }, 'createSandbox: integrator has no "id"; known: integratorId, clientId, clientSecret'],
    [{ integrator: { clientId: 5 } }, 'createSandbox: integrator.clientId should be a non-empty string'],
    [{ tls: { key: 'x', certificate: 'y' } }, 'createSandbox: tls has no "certificate"; known: key, cert'],
    [{ tls: { key: 5, cert: 'y' } }, 'createSandbox: tls.key should be PEM, in a string or a Buffer'],
    [{ trusts: {} }, 'createSandbox: trusts should be another sandbox, not an object'],
    [{ rawLogs: 5 }, 'createSandbox: rawLogs should be a plain object, not a number'],
    [{ rawLogs: { row: 5 } }, /^createSandbox: rawLogs has no "row"; known: .*\browsPerFile\b/],
    [{ rawLogs: { days: '3' } }, "createSandbox: rawLogs.days should be an integer from 0 to 36525, not '3'"],
    [{ rawLogs: { from: 20160907 } }, 'createSandbox: rawLogs.from should be a day, YYYYMMDD, not 20160907'],
    [{ rawLogs: { descriptor: 'yes' } }, "createSandbox: rawLogs.descriptor should be true or false, not 'yes'"],
    [{ rawLogs: { ranges: 1 } }, 'createSandbox: rawLogs.ranges should be true or false, not 1'],
    [{ rawLogs: { etags: null } }, 'createSandbox: rawLogs.etags should be true or false, not null'],
    [{ rawLogs: { quirks: '1' } }, "createSandbox: rawLogs.quirks should be a number from 0 to 1, not '1'"],
    [
      { rawLogs: { columns: { click: ['a'] } } },
      'createSandbox: rawLogs.columns has no "click"; known: clicks, conversions, impressions',
    ],
    [
      { rawLogs: { columns: { clicks: 'offer_id' } } },
      "createSandbox: rawLogs.columns.clicks should be an array of distinct names, not 'offer_id'",
    ],
  ])('is a TypeError: %j', async (options, message) => {
    const error = await createSandbox(options as SandboxOptions).then(
      (sandbox) => sandbox.close(),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(TypeError);
    if (typeof message === 'string') expect((error as Error).message).toBe(message);
    else expect((error as Error).message).toMatch(message);
  });

  it('is refused by configure too, and no setting changes', async () => {
    const sandbox = await openSandbox({ offers: 3 });
    const configure = (settings: object) => () => sandbox.configure(settings);
    expect(configure({ maxPageSize: 1, pageSize: 5 })).toThrow(
      new TypeError('Sandbox.configure: settings has no "pageSize"; known: rateLimit, latency, maxPageSize, reports'),
    );
    expect(configure({ offers: 5 })).toThrow(TypeError);
    expect(configure({ rateLimit: { calls: 1, per: -1 } })).toThrow(RangeError);
    expect(configure({ maxPageSize: 1.5 })).toThrow(
      new RangeError('Sandbox.configure: maxPageSize should be an integer or Infinity, not 1.5'),
    );
  });

  it('is none that is absent or undefined', async () => {
    const names = ['seed', 'offers', 'networkId', 'now', 'rawLogs', 'tls', 'trusts', 'integrator', 'rateLimit'];
    const options = Object.fromEntries(names.map((name) => [name, undefined]));
    const nested = { reports: { maxDays: undefined }, rawLogs: { days: undefined, columns: undefined } };
    expect((await openSandbox({ ...options, ...nested } as object)).tables.Offer.size).toBe(100);
  });
});
