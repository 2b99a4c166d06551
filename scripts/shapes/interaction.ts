// Reads the recordings: one request and its reply each.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** One recorded call and the service's reply. */
export interface Interaction {
  readonly file: string;
  readonly index: number;
  readonly verb: string;
  readonly host: string;
  readonly query: readonly (readonly [string, string])[];
  readonly status: number;
  /** Absent if the body is not JSON. */
  readonly reply: JsonObject | undefined;
}

interface Recorded extends Omit<Interaction, 'file' | 'index' | 'reply'> {
  readonly body?: string;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectAt = (value: Json | undefined, key: string): JsonObject => {
  const inner = isObject(value) ? value[key] : undefined;
  return isObject(inner) ? inner : {};
};

const readFileOf = async (folder: string, file: string): Promise<readonly Interaction[]> => {
  const recorded = JSON.parse(await readFile(join(folder, file), 'utf8')) as readonly Recorded[];
  return recorded.map(({ verb, host, query, status, body }, index) => ({
    ...{ file, index, verb, host, query, status },
    reply: body === undefined ? undefined : (JSON.parse(body) as JsonObject),
  }));
};

/** Every interaction of every recording in a folder. */
export const readInteractions = async (folder: string): Promise<readonly Interaction[]> => {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return (await Promise.all(files.map((file) => readFileOf(folder, file)))).flat();
};

/** The value of a parameter, or `''`. */
export const param = ({ query }: Interaction, name: string): string => query.find(([key]) => key === name)?.[1] ?? '';

/** `Offer.findAll` */
export const callName = (interaction: Interaction): string =>
  `${param(interaction, 'Target')}.${param(interaction, 'Method')}`;
