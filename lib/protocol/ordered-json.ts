import { visit } from 'jsonc-parser';
import { ProtocolError } from '../errors/network-errors.js';
import type { Decoded, DecodedMap, DecodedObject } from './decoded.js';

const DIGITS = /^\d+$/;

/** Whether JavaScript might sort a key: one of digits only. */
export const isIntegerKey = (key: string): boolean => DIGITS.test(key);

/** Whether an integer may have lost digits by becoming a double. */
export const isUnsafeInteger = (value: number): boolean => Number.isInteger(value) && !Number.isSafeInteger(value);

/** @throws ProtocolError below `maxDepth`, before anything recurses further. */
export const checkDepth = (depth: number, maxDepth: number): void => {
  if (depth > maxDepth) throw new ProtocolError(`The reply is nested deeper than ${maxDepth} levels`);
};

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

/** The integer-like keys of a text, taken one after the other. */
const takingKeys = (quotedKeys: readonly string[]) => {
  let taken = 0;
  let next = quotedKeys[0]?.slice(1);
  return {
    /** The key that comes next, where `object` has it. */
    of: (object: DecodedObject): string | undefined =>
      next !== undefined && Object.hasOwn(object, next) ? next : undefined,
    take: (): void => {
      taken += 1;
      next = quotedKeys[taken]?.slice(1);
    },
    isEmpty: (): boolean => taken === quotedKeys.length,
  };
};

/**
 * Gives what `JSON.parse` made of a text the order of that text. `quotedKeys` are the text's integer-like keys as they
 * follow each other, each with its opening quote. Walking the value meets the objects in the order of the text, so each
 * one that has such keys finds them next in the list.
 * Changes `value`: rows, which mostly have no such keys, are looked through and not copied.
 *
 * @returns `undefined` when the list does not tell the order (an object that mixes integer-like keys with others, a key
 * given twice), or when a number lost digits.
 * @throws ProtocolError when the value is nested deeper than `maxDepth`.
 */
export const restoreOrder = (value: Decoded, quotedKeys: readonly string[], maxDepth: number): Decoded | undefined => {
  const keys = takingKeys(quotedKeys);
  let isLossy = false;

  const restore = (item: Decoded, depth: number): Decoded => {
    if (typeof item === 'number') isLossy ||= isUnsafeInteger(item);
    if (typeof item !== 'object' || item === null) return item;
    checkDepth(depth, maxDepth);
    if (Array.isArray(item)) return restoreList(item, depth);
    const object = item as DecodedObject;
    return keys.of(object) === undefined ? restoreValues(object, depth) : toMap(object, depth);
  };

  const restoreList = (list: Decoded[], depth: number): Decoded[] => {
    for (let index = 0; index < list.length; index += 1) list[index] = restore(list[index] as Decoded, depth + 1);
    return list;
  };

  const restoreValues = (object: DecodedObject, depth: number): DecodedObject => {
    for (const key in object) {
      const item = object[key] as Decoded;
      // Strings are most of a reply: past them at once.
      if (typeof item === 'string') continue;
      const restored = restore(item, depth + 1);
      // The key is the object's own already, so that even `__proto__` is written as data.
      if (restored !== item) object[key] = restored;
    }
    return object;
  };

  const toMap = (object: DecodedObject, depth: number): DecodedMap => {
    const map: DecodedMap = new Map();
    for (let key = keys.of(object); key !== undefined && !map.has(key); key = keys.of(object)) {
      keys.take();
      map.set(key, restore(object[key] as Decoded, depth + 1));
    }
    isLossy ||= map.size !== Object.values(object).length;
    return map;
  };

  const restored = restore(value, 1);
  return isLossy || !keys.isEmpty() ? undefined : restored;
};

type Container = Decoded[] | DecodedMap;

/** An object while it is being read; a Map keeps any key in its place, `__proto__` too. */
const finished = (container: Container): Decoded => {
  if (Array.isArray(container)) return container;
  const keys = [...container.keys()];
  return keys.some(isIntegerKey) ? container : Object.fromEntries(container);
};

const literal = (value: unknown, source: string): Decoded =>
  typeof value === 'number' && isUnsafeInteger(value) && /^-?\d+$/.test(source) ? source : (value as Decoded);

/**
 * Decodes any JSON text in its own order, token by token.
 *
 * @throws ProtocolError when the text is no JSON (comments and trailing commas are none) or is nested deeper than `maxDepth`.
 */
export const visitOrdered = (text: string, maxDepth: number): Decoded => {
  const open: { readonly container: Container; key: string }[] = [];
  let root: Decoded | undefined;

  const put = (value: Decoded): void => {
    const parent = open.at(-1);
    if (parent === undefined) root = value;
    else if (Array.isArray(parent.container)) parent.container.push(value);
    else parent.container.set(parent.key, value);
  };
  const begin = (container: Container): void => {
    checkDepth(open.length + 1, maxDepth);
    open.push({ container, key: '' });
  };
  const end = (): void => {
    const closed = open.pop();
    if (closed !== undefined) put(finished(closed.container));
  };
  const fail = (): never => {
    throw new ProtocolError('The reply is no JSON');
  };

  visit(
    text,
    {
      onObjectBegin: () => begin(new Map()),
      onArrayBegin: () => begin([]),
      onObjectProperty: (key) => {
        const parent = open.at(-1);
        if (parent !== undefined) parent.key = key;
      },
      onLiteralValue: (value, offset, length) => put(literal(value, text.slice(offset, offset + length))),
      onObjectEnd: end,
      onArrayEnd: end,
      // The visitor goes on after an error; we do not.
      onError: fail,
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  );
  return root === undefined ? fail() : root;
};
