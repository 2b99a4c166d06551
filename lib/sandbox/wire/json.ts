/** A JSON value as the sandbox writes it. A `Map` is an object whose keys must keep their order, such as rows by id. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject | JsonMap;

/** An object with names for keys. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** An object whose keys may look like integers and are written in the order of their insertion. */
export type JsonMap = ReadonlyMap<string, Json>;

const isPlainData = (object: JsonObject): boolean => {
  for (const key in object) if (typeof object[key] === 'object' && object[key] !== null) return false;
  return true;
};

const member = ([key, value]: readonly [string, Json]): string => `${JSON.stringify(key)}:${write(value)}`;

const write = (value: Json): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (value instanceof Map) return `{${[...(value as ReadonlyMap<string, Json>)].map(member).join(',')}}`;
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(write).join(',')}]`;
  const object = value as JsonObject;
  return isPlainData(object) ? JSON.stringify(object) : `{${Object.entries(object).map(member).join(',')}}`;
};

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * JSON as the service writes it: objects keyed by id in the order of their rows (which `JSON.stringify` would re-sort),
 * `\/` for a slash and `\uXXXX` for what is not ASCII. Both stand inside strings only, so that the whole text can be escaped.
 */
export const writeJson = (value: Json): string =>
  write(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, escapeUnit);

/** Looks a name up that came over the wire: only what the table itself has, never what every object inherits. */
export const own = <T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
