import type { Decoded, DecodedMap, DecodedObject } from './decoded.js';
import { checkDepth, isUnsafeInteger } from './json-limits.js';

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
