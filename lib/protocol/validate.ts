import type { Params } from './params.js';

const LONGEST = 60;

const quoted = (text: string): string =>
  text === '' ? 'an empty string' : `'${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}'`;

/** A value as an error message shows it: objects and functions by their kind only. Not for possible secrets. */
export const shown = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'object':
    case 'function':
      return kindOf(value);
    default:
      return String(value);
  }
};

/**
 * A text of a reply as an error message quotes it: whole, or by its length alone. Messages are redacted, and half a secret
 * would not be recognised.
 */
export const shownWhole = (text: string): string =>
  text.length > LONGEST ? `a text of ${text.length} characters` : text;

/** The kind of a value, without its content, which may be a secret. */
export const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name: unknown = (value as { constructor?: { name?: unknown } }).constructor?.name;
  return typeof name === 'string' && name !== '' && name !== 'Object'
    ? `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`
    : 'an object';
};

/** Requires an integer of at least `least`; `undefined` passes. @throws TypeError for another type, else RangeError. */
export const checkInteger = (label: string, value: unknown, least: number): void => {
  if (value === undefined) return;
  const message = `${label} should be an integer of at least ${least}, not ${shown(value)}`;
  if (typeof value !== 'number') throw new TypeError(message);
  if (!Number.isSafeInteger(value) || value < least) throw new RangeError(message);
};

/** Requires an array of strings; `undefined` and `null` pass. */
export const checkNames = (label: string, value: unknown): void => {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value)) throw new TypeError(`${label} should be an array of names, not ${shown(value)}`);
  if (value.some((item) => typeof item !== 'string'))
    throw new TypeError(`${label} should be an array of names, and every name a string`);
};

/** Requires an id: a number, a bigint or a string that is not empty. */
export const checkId = (label: string, value: unknown): void => {
  const ok =
    (typeof value === 'string' && value !== '') ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    typeof value === 'bigint';
  if (!ok) throw new TypeError(`${label} should be a string or a number, not ${shown(value)}`);
};

/** Whether a value is a plain object: made by a literal, or without a prototype. */
export const isRecord = (value: unknown): value is Params => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

/** Requires a plain object, and returns it. The message does not quote the value, which may be a secret. */
export const checkRecord = (label: string, value: unknown): Params => {
  if (!isRecord(value)) throw new TypeError(`${label} should be a plain object, not ${kindOf(value)}`);
  return value;
};

/** Requires a plain object with known keys only, and returns it: a misspelt key would be ignored silently. */
export const checkKeys = (
  label: string,
  value: unknown,
  known: readonly string[],
  hint = '',
): Readonly<Record<string, unknown>> => {
  const record = checkRecord(label, value);
  const unknown = Object.keys(record).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new TypeError(`${label} has no "${unknown}"; known: ${known.join(', ')}${hint}`);
  return record;
};

/** Requires a function; `undefined` passes. */
export const checkFunction = (label: string, value: unknown): void => {
  if (value !== undefined && typeof value !== 'function')
    throw new TypeError(`${label} should be a function, not ${shown(value)}`);
};

/** Requires `true` or `false`; `undefined` passes. */
export const checkFlag = (label: string, value: unknown): void => {
  if (value !== undefined && typeof value !== 'boolean')
    throw new TypeError(`${label} should be true or false, not ${shown(value)}`);
};

/** Requires a string that is not empty. The message does not quote the value, which may be a secret. */
export const checkText = (label: string, value: unknown): void => {
  if (typeof value !== 'string' || value === '') throw new TypeError(`${label} should be a non-empty string`);
};

/** Requires an http or https URL without credentials, which would not be sent. The message does not quote the value. */
export const checkPublicUrl = (label: string, value: unknown): void => {
  checkUrl(label, value);
  const { username, password } = new URL(String(value));
  if (username !== '' || password !== '')
    throw new TypeError(`${label} should be a URL without a user name and a password, which are not sent`);
};

/** Requires an http or https URL. The message does not quote the value, which may hold a secret. */
export const checkUrl = (label: string, value: unknown): void => {
  const parsed = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol))
    throw new TypeError(`${label} should be an http or https URL`);
};

/** Requires the URL of an endpoint, to which parameters are added: {@link checkPublicUrl}, without a fragment, which would hold them. */
export const checkEndpoint = (label: string, value: unknown): void => {
  checkPublicUrl(label, value);
  if (String(value).includes('#'))
    throw new TypeError(`${label} should be a URL without a fragment, so that parameters can be added`);
};

/** Requires the URL of a proxy, whose user name and password can be decoded. The message does not quote the value. */
export const checkProxyUrl = (label: string, value: unknown): void => {
  checkUrl(label, value);
  const { username, password } = new URL(String(value));
  try {
    decodeURIComponent(username + password);
  } catch {
    throw new TypeError(`${label} should have a user name and a password that are percent-encoded`);
  }
};
