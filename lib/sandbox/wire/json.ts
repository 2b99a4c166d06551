/** A JSON value, as the sandbox writes it. A `Map` becomes an object that keeps the order of its keys, such as rows by id. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject | JsonMap;

/** An object whose keys are names. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** An object whose keys may look like integers; they are written in order of insertion. */
export type JsonMap = ReadonlyMap<string, Json>;

const isFlat = (object: JsonObject): boolean => {
  for (const key in object) if (typeof object[key] === 'object' && object[key] !== null) return false;
  return true;
};

const member = ([key, value]: readonly [string, Json]): string => `${JSON.stringify(key)}:${write(value)}`;

const write = (value: Json): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (value instanceof Map) return `{${[...(value as ReadonlyMap<string, Json>)].map(member).join(',')}}`;
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(write).join(',')}]`;
  const object = value as JsonObject;
  return isFlat(object) ? JSON.stringify(object) : `{${Object.entries(object).map(member).join(',')}}`;
};

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Writes JSON as the service does: objects keyed by id keep the order of their rows (which `JSON.stringify` would sort), a
 * slash becomes `\/` and a non-ASCII character `\uXXXX`. Both occur only inside strings, so that the whole text is escaped at
 * once.
 */
export const writeJson = (value: Json): string =>
  write(value)
    .replaceAll('/', '\\/')
    .replace(/[\u0080-\uffff]/g, escapeUnit);

/** Looks up a name that came over the wire, ignoring inherited properties such as `constructor`. */
export const own = <T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
