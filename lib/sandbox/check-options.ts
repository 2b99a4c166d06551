import { checkKeys, checkText, kindOf } from '../protocol/validate.js';
import type { AuthOptions, IntegratorAccount } from './auth/schemes.js';
import type { ReportOptions, SandboxCounts, SandboxOptions, SandboxSettings } from './options.js';
import { checkRawLogOptions, day, integerBetween } from './raw-logs/options.js';
import {
  anyFunction,
  type Check,
  checkMembers,
  integerFrom,
  type Members,
  numberThat,
  objectOf,
  oneOf,
} from './wire/checks.js';

const maxPageSize: Check = (label, value) => {
  numberThat('at least 1', (size) => size >= 1)(label, value);
  numberThat('an integer or Infinity', (size) => Number.isInteger(size) || size === Infinity)(label, value);
};

const rateLimit: Check = (label, value) => {
  if (typeof value === 'boolean') return;
  const expected = `${label} should be { calls, per }, true or false, not`;
  if (typeof value !== 'object' || value === null) throw new TypeError(`${expected} ${kindOf(value)}`);
  const { calls, per } = checkKeys(label, value, ['calls', 'per']);
  const message = `${expected} ${JSON.stringify(value)}`;
  if (typeof calls !== 'number' || typeof per !== 'number') throw new TypeError(message);
  if (!(calls >= 0 && per > 0)) throw new RangeError(message);
};

const span = numberThat('a number of at least 1', (days) => days >= 1);

const SETTINGS: Members<SandboxSettings> = {
  rateLimit,
  latency: numberThat('a number of ms of at least 0', (ms) => ms >= 0 && ms < Infinity),
  maxPageSize,
  reports: objectOf<ReportOptions>({
    ...{ maxDays: span, heavyDays: span },
    rows: oneOf(['list', 'object'], RangeError),
  }),
};

/** Checks settings; `caller` begins an error message. @throws TypeError for a wrong one, RangeError for a number out of range */
export const checkSettings = (caller: string, settings: object): void => {
  checkKeys(`${caller}: settings`, settings, Object.keys(SETTINGS));
  checkMembers(`${caller}: `, settings, SETTINGS);
};

const trusts: Check = (label, value) => {
  const knowsToken = (value as { readonly knowsToken?: unknown } | null)?.knowsToken;
  if (typeof knowsToken !== 'function') throw new TypeError(`${label} should be another sandbox, not ${kindOf(value)}`);
};

const AUTH: Members<AuthOptions> = {
  ...{ affiliateApiKey: checkText, advertiserApiKey: checkText, trusts },
  integrator: objectOf<IntegratorAccount>({ integratorId: checkText, clientId: checkText, clientSecret: checkText }),
  tokenLifetime: numberThat('a number of seconds above 0', (seconds) => seconds > 0 && seconds < Infinity),
};

const count = integerFrom(0);

const COUNTS: Members<SandboxCounts> = {
  ...{ offers: count, affiliates: count, affiliateUsers: count, advertisers: count, conversions: count, goals: count },
  ...{ tags: count, tagRelations: count, offerFiles: count, categories: count, approvals: count },
};

const pem: Check = (label, value) => {
  if (typeof value !== 'string' && !Buffer.isBuffer(value))
    throw new TypeError(`${label} should be PEM, in a string or a Buffer`);
};

const OPTIONS: Members<SandboxOptions> = {
  ...SETTINGS,
  ...COUNTS,
  ...AUTH,
  ...{ networkId: checkText, networkToken: checkText, now: anyFunction },
  seed: numberThat('a finite number', Number.isFinite),
  ...{ from: day, days: integerBetween(1, 36_525), rawLogs: checkRawLogOptions },
  tls: objectOf<NonNullable<SandboxOptions['tls']>>({ key: pem, cert: pem }),
};

/** Checks the options of a sandbox. @throws TypeError for a wrong one or an unknown name, RangeError for a number out of range */
export const checkOptions = (options: object): void => {
  checkKeys('createSandbox: options', options, Object.keys(OPTIONS));
  checkMembers('createSandbox: ', options, OPTIONS);
};
