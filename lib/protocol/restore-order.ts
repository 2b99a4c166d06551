import type { Decoded, DecodedMap, DecodedObject } from './decoded.js';
import { checkDepth, isIntegerKey, isUnsafeInteger } from './json-limits.js';

const firstKey = (object: DecodedObject): string | undefined => {
  for (const key in object) return key;
  return undefined;
};

/**
 * Gives what `JSON.parse` made of a text the order of that text. `quotedKeys` are the text's integer-like keys as they
 * follow each other, each with its opening quote. Walking the value meets the objects in the same order, so each object takes its keys from the list.
 * Changes `value`: rows, which mostly have no such keys, are looked through and not copied.
 *
 * @returns `undefined` when the list does not tell the order (an object that mixes integer-like keys with others, a key
 * given twice), or when a number lost digits.
 * @throws ProtocolError when the value is nested deeper than `maxDepth`.
 */
export const restoreOrder = (value: Decoded, quotedKeys: readonly string[], maxDepth: number): Decoded | undefined => {
  let taken = 0;
  let isLossy = false;

  const restore = (item: Decoded, depth: number): Decoded => {
    if (typeof item === 'number') isLossy ||= isUnsafeInteger(item);
    if (typeof item !== 'object' || item === null) return item;
    checkDepth(depth, maxDepth);
    if (Array.isArray(item)) return restoreList(item, depth);
    const object = item as DecodedObject;
    // JSON.parse puts integer-like keys first.
    return isIntegerKey(firstKey(object)) ? toMap(object, depth) : restoreValues(object, depth);
  };

  const restoreList = (list: Decoded[], depth: number): Decoded[] => {
    for (const [index, item] of list.entries()) list[index] = restore(item, depth + 1);
    return list;
  };

  const restoreValues = (object: DecodedObject, depth: number): DecodedObject => {
    const values = Object.values(object);
    for (let index = 0; index < values.length; index += 1) {
      const item = values[index] as Decoded;
      // Strings are most of a reply: past them at once.
      if (typeof item === 'string') continue;
      const restored = restore(item, depth + 1);
      // The key is the object's own already, so that even `__proto__` is written as data.
      if (restored !== item) object[Object.keys(object)[index] as string] = restored;
    }
    return object;
  };

  const toMap = (object: DecodedObject, depth: number): DecodedMap => {
    const map: DecodedMap = new Map();
    for (let left = Object.values(object).length; left > 0; left -= 1) {
      const key = quotedKeys[taken]?.slice(1);
      if (key === undefined || !Object.hasOwn(object, key)) {
        isLossy = true;
        return map;
      }
      taken += 1;
      map.set(key, restore(object[key] as Decoded, depth + 1));
    }
    return map;
  };

  const restored = restore(value, 1);
  return isLossy || taken !== quotedKeys.length ? undefined : restored;
};
