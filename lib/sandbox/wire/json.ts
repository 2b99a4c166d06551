/** A JSON value as the sandbox writes it. A `Map` is an object whose keys must keep their order, such as rows by id. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject | JsonMap;

/** An object with names for keys. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** An object whose keys may look like integers and are written in the order of their insertion. */
export type JsonMap = ReadonlyMap<string, Json>;
