import { visit } from 'jsonc-parser';
import { ProtocolError } from '../errors/network-errors.js';

/**
 * A decoded reply. An object is a plain object, unless it has an integer-like key: JavaScript would sort those, so such
 * an object is a `Map`, in the server's order. Integers beyond 2^53 stay strings.
 */
export type Decoded = null | boolean | number | string | Decoded[] | DecodedObject | DecodedMap;

export interface DecodedObject {
  [key: string]: Decoded;
}

export type DecodedMap = Map<string, Decoded>;

/** Whether a decoded value is an object of the reply, in either form: plain object or `Map`. */
export const isDecodedObject = (value: Decoded | undefined): value is DecodedObject | DecodedMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The entries of an object of the reply, in the server's order. */
export const entriesOf = (value: DecodedObject | DecodedMap): [string, Decoded][] =>
  value instanceof Map ? [...value] : Object.entries(value);

/** One value of an object of the reply. Inherited names such as `constructor` are not found. */
export const getKey = (value: DecodedObject | DecodedMap, key: string): Decoded | undefined => {
  if (value instanceof Map) return value.get(key);
  return Object.hasOwn(value, key) ? value[key] : undefined;
};

/** A copy with plain objects for Maps, which `JSON.stringify` would write as `{}`. */
export const plainValue = (value: Decoded): Decoded => {
  if (Array.isArray(value)) return value.map(plainValue);
  if (!isDecodedObject(value)) return value;
  return Object.fromEntries(entriesOf(value).map(([key, item]) => [key, plainValue(item)]));
};

const DIGITS = /^\d+$/;

/** Whether JavaScript might sort a key: it has only digits. */
const isIntegerKey = (key: string): boolean => DIGITS.test(key);

/** Whether an integer may have lost digits by becoming a double. */
const isUnsafeInteger = (value: number): boolean => Number.isInteger(value) && !Number.isSafeInteger(value);

/** Limits of a reply: a few bytes of text can ask for a great deal of memory. */
interface ParseCaps {
  /** Deepest accepted nesting of objects and lists. */
  readonly maxDepth: number;
  /** Most accepted values; an object or a list counts as one more, an integer-like key as eight. */
  readonly maxValues: number;
}

/** @throws ProtocolError beyond `maxDepth`, before anything recurses further. */
const checkDepth = (depth: number, maxDepth: number): void => {
  if (depth > maxDepth) throw new ProtocolError(`The reply is nested deeper than ${maxDepth} levels`);
};

/** About as many as the values of a text: one for each comma, each opening bracket and the root, those in strings too. */
const countValues = (text: string): number => {
  let values = 1;
  // The native search takes a quarter of the time of a loop over the characters.
  for (const sign of ',[{') for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) values += 1;
  return values;
};

const tooManyValues = (most: number): ProtocolError =>
  new ProtocolError(
    `The reply has more than ${most} values: ask for fewer rows a page (limit), or raise maxReplyValues`,
  );

/** @throws ProtocolError before the values take memory: up to 90 bytes each, of one or two in the text. */
const checkValues = (text: string, most: number): void => {
  if (text.length >= most && countValues(text) > most) throw tooManyValues(most);
};

/** Values that an integer-like key counts for, since its object becomes a `Map`, of some 700 bytes. */
const KEY_WEIGHT = 8;

/** @throws ProtocolError when this many integer-like keys count for more than `most` values. */
const checkIntegerKeys = (keys: number, most: number): void => {
  if (keys * KEY_WEIGHT > most) throw tooManyValues(most);
};

// A string value cannot look like a key, since its inner quotes are escaped. A key such as `"a\"1"` adds a match too many,
// which `restoreOrder` detects.
const INTEGER_KEY = /"\d+(?="\s*:)/g;
// `"\u0031"` is the key "1" too, and the pattern would miss it. PHP does not write it that way, but a proxy may.
const ESCAPED_DIGIT = /\\u003\d/g;

const parseJson = (text: string): Decoded => {
  try {
    return JSON.parse(text) as Decoded;
  } catch {
    // The engine's error is dropped: it quotes the text, which may hold secrets.
    throw new ProtocolError(text.trim() === '' ? 'The reply is empty' : 'The reply is not JSON', { passing: true });
  }
};

/**
 * Parses JSON and keeps the order of its keys. The service sends rows as objects keyed by id, in the order of the sort,
 * and `JSON.parse` would re-sort keys like `"114"`. An object with such a key becomes a `Map`; `__proto__` is a key like
 * any other; integers beyond 2^53 stay strings.
 *
 * `jsonc-parser`'s visitor does all this directly, but at 0.14 times the speed of `JSON.parse` on a page of short
 * fields. So `JSON.parse` reads the text, and the order is restored from a list of its integer-like keys. That is enough
 * for the usual replies; the visitor reads the others (objects that mix kinds of keys, big integers).
 *
 * @throws ProtocolError when the text is not JSON, has more values than `maxValues`, or is nested deeper than `maxDepth`.
 */
export const parseOrdered = (text: string, { maxDepth, maxValues }: ParseCaps): Decoded => {
  checkValues(text, maxValues);
  const keys = text.match(INTEGER_KEY) ?? [];
  const escaped = text.match(ESCAPED_DIGIT)?.length ?? 0;
  checkIntegerKeys(keys.length + escaped, maxValues);
  const value = parseJson(text);
  const restored = escaped > 0 ? undefined : restoreOrder(value, keys, maxDepth);
  return restored === undefined ? visitOrdered(text, maxDepth) : restored;
};

/** A cursor over the integer-like keys of a text. */
const keyCursor = (quotedKeys: readonly string[]) => {
  let taken = 0;
  let next = quotedKeys[0]?.slice(1);
  return {
    /** The next key, if `object` has it. */
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
 * Restores the order of a text in the value that `JSON.parse` made of it. `quotedKeys` are the integer-like keys of the
 * text in their order, each with its opening quote. The walk meets the objects in the order of the text, so an object
 * that has such keys finds them next in the list. Modifies `value`: most rows have no such keys and need no copy.
 *
 * @returns `undefined` when the list does not determine the order (an object mixes integer-like keys with others, a key
 * is repeated), or when a number lost digits.
 * @throws ProtocolError when the value is nested deeper than `maxDepth`.
 */
const restoreOrder = (value: Decoded, quotedKeys: readonly string[], maxDepth: number): Decoded | undefined => {
  const keys = keyCursor(quotedKeys);
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
      // Most of a reply is strings: skip them early.
      if (typeof item === 'string') continue;
      const restored = restore(item, depth + 1);
      // The key is an own property already, so assigning even `__proto__` only sets data.
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

/** Completes a container: a `Map` where order needs one. While it is filled, a `Map` keeps any key in place, `__proto__` too. */
const finished = (container: Container): Decoded => {
  if (Array.isArray(container)) return container;
  const keys = [...container.keys()];
  return keys.some(isIntegerKey) ? container : Object.fromEntries(container);
};

const literal = (value: unknown, source: string): Decoded =>
  typeof value === 'number' && isUnsafeInteger(value) && /^-?\d+$/.test(source) ? source : (value as Decoded);

/**
 * Parses any JSON text in its order, token by token.
 *
 * @throws ProtocolError when the text is not JSON (comments and trailing commas are not) or is nested deeper than
 * `maxDepth`.
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
    throw new ProtocolError('The reply is not JSON', { passing: true });
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
      // The visitor would go on after an error.
      onError: fail,
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  );
  return root === undefined ? fail() : root;
};
