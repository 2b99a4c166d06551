import type { Params } from './encode-params.js';

const isRecord = (value: unknown): value is Params => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
};

/** Refuses what is no plain object. */
export const checkRecord = (name: string, value: unknown): Params => {
  if (!isRecord(value)) throw new TypeError(`${name} should be a plain object`);
  return value;
};
