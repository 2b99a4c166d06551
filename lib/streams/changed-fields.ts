import { isDeepStrictEqual } from 'node:util';

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const namesOf = (before: object, after: object): Set<string> =>
  new Set([...Object.keys(before), ...Object.keys(after)]);

/**
 * Names of the own enumerable properties that differ, came or went; values are compared all the way down, Maps too.
 * `undefined` where the two are alike. Plain values have no names: where they differ the list is empty.
 */
export const changedFields = (before: unknown, after: unknown): readonly string[] | undefined => {
  if (before === after) return undefined;
  if (!isObject(before) || !isObject(after)) return Object.is(before, after) ? undefined : [];
  const differs = (name: string): boolean =>
    Object.hasOwn(before, name) !== Object.hasOwn(after, name) ||
    !isDeepStrictEqual(before[name as keyof typeof before], after[name as keyof typeof after]);
  const fields = [...namesOf(before, after)].filter(differs);
  return fields.length === 0 ? undefined : fields;
};
