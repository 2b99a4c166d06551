import type { Params } from './params.js';

/** A whole number, and not below `least`. The wording is the reference client's (rows 48, 49). */
export const checkInteger = (name: string, value: unknown, least: number): void => {
  if (value === undefined) return;
  if (typeof value !== 'number') throw new TypeError(`${name} should be an integer`);
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`${name} should be an integer of at least ${least}, not ${value}`);
};

/** A list of names, or nothing (row 50). */
export const checkNames = (name: string, value: unknown): void => {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'string'))
    throw new TypeError(`${name} should be a tuple or list`);
};

/** An id: a number or a string, neither empty. */
export const checkId = (name: string, value: unknown): void => {
  const ok =
    (typeof value === 'string' && value !== '') ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    typeof value === 'bigint';
  if (!ok)
    throw new TypeError(
      `${name} should be a string or a number, not ${value === '' ? 'an empty string' : String(value)}`,
    );
};

/** Whether a value is a plain object: one made by a literal, or without a prototype. */
export const isRecord = (value: unknown): value is Params => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

/** Refuses what is no plain object. */
export const checkRecord = (name: string, value: unknown): Params => {
  if (!isRecord(value)) throw new TypeError(`${name} should be a plain object`);
  return value;
};

/** Refuses what is no plain object, and names that are not known: one misspelt would be left out unseen. */
export const checkKeys = (
  what: string,
  value: unknown,
  known: readonly string[],
  hint = '',
): Readonly<Record<string, unknown>> => {
  const record = checkRecord(what, value);
  const unknown = Object.keys(record).find((key) => !known.includes(key));
  if (unknown !== undefined) throw new TypeError(`${what} has no "${unknown}"; known: ${known.join(', ')}${hint}`);
  return record;
};

/** A function, or nothing. */
export const checkFunction = (name: string, value: unknown): void => {
  if (value !== undefined && typeof value !== 'function') throw new TypeError(`${name} should be a function`);
};

/** `true`, `false`, or nothing. */
export const checkFlag = (name: string, value: unknown): void => {
  if (value !== undefined && typeof value !== 'boolean') throw new TypeError(`${name} should be true or false`);
};

/** Refuses what is no text, or an empty one; never quotes it, since it may be a secret. */
export const checkText = (name: string, value: unknown): void => {
  if (typeof value !== 'string' || value === '')
    throw new TypeError(`${name} should be a string, and not an empty one`);
};

/** Refuses what is no http or https URL; never quotes it, since it may hold a secret. */
export const checkUrl = (name: string, value: unknown): void => {
  const parsed = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol))
    throw new TypeError(`${name} should be an http or https URL`);
};
