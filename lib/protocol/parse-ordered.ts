import { ProtocolError } from '../errors/protocol-error.js';
import type { Decoded } from './decoded.js';
import { restoreOrder } from './restore-order.js';
import { visitOrdered } from './visit-ordered.js';

/** Limits of {@link parseOrdered}. */
export interface ParseCaps {
  /** Deepest nesting of objects and lists that is accepted. */
  readonly maxDepth: number;
}

// A string cannot fake one, since its inner quotes are escaped. A key such as `"a\"1"` adds one too many, which is seen.
const INTEGER_KEY = /"\d+(?="\s*:)/g;
// `"\u0031"` is the key "1" as well, and would be missing; PHP does not write it so, a proxy may.
const ESCAPED_DIGIT = '\\u003';

const parse = (text: string): Decoded => {
  try {
    return JSON.parse(text) as Decoded;
  } catch {
    // The engine's message quotes the text, which may hold secrets: it is not kept.
    throw new ProtocolError(text.trim() === '' ? 'The reply is empty' : 'The reply is no JSON');
  }
};

/**
 * Decodes JSON in the order of its text, which `JSON.parse` does not keep for keys like `"114"` (`wire.md`, fact 5).
 * An object with such a key arrives as a `Map`; `__proto__` is a key like any other; integers beyond 2^53 stay strings.
 *
 * `jsonc-parser`'s visitor does all this directly, but at 0.14 of the speed of `JSON.parse` on a page of short fields. So
 * `JSON.parse` reads the text and the order is put back from a list of its integer-like keys, which is enough for
 * what the service sends; the visitor reads what is left (objects that mix kinds of keys, big integers).
 *
 * @throws ProtocolError when the text is no JSON or is nested deeper than `maxDepth`.
 */
export const parseOrdered = (text: string, { maxDepth }: ParseCaps): Decoded => {
  const value = parse(text);
  const keys = text.match(INTEGER_KEY) ?? [];
  const restored = text.includes(ESCAPED_DIGIT) ? undefined : restoreOrder(value, keys, maxDepth);
  return restored === undefined ? visitOrdered(text, maxDepth) : restored;
};
