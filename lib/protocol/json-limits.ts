import { ProtocolError } from '../errors/protocol-error.js';

const DIGITS = /^\d+$/;

/** Whether JavaScript might sort a key: one of digits only. */
export const isIntegerKey = (key: string): boolean => DIGITS.test(key);

/** Whether an integer may have lost digits by becoming a double. */
export const isUnsafeInteger = (value: number): boolean => Number.isInteger(value) && !Number.isSafeInteger(value);

/** @throws ProtocolError below `maxDepth`, before anything recurses further. */
export const checkDepth = (depth: number, maxDepth: number): void => {
  if (depth > maxDepth) throw new ProtocolError(`The reply is nested deeper than ${maxDepth} levels`);
};
