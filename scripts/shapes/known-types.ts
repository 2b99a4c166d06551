// Collects the JSON types that the recordings show for each column: the service writes some as text or as a number.
import { isObject, type Interaction, type Json, type JsonObject } from './interaction.js';

export const typeOf = (value: Json | undefined): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};

/** The name of a model, with its row as value. */
export const isModelName = (key: string): boolean => /^[A-Z][A-Za-z]+$/.test(key) && !/^[A-Z]{2}$/.test(key);

/** Rows are flat: an object that holds another object of columns is not a row. */
export const isRow = (value: Json | undefined): value is JsonObject =>
  isObject(value) && Object.keys(value).length > 0 && !Object.values(value).some(isObject);

/** The types seen, by `Model.column`. */
export type KnownTypes = ReadonlyMap<string, ReadonlySet<string>>;

/** Collects the types of all columns of all recorded rows. */
export const gatherTypes = (interactions: readonly Interaction[]): KnownTypes => {
  const types = new Map<string, Set<string>>();
  const note = (model: string, row: JsonObject): void => {
    for (const [column, value] of Object.entries(row)) {
      const name = `${model}.${column}`;
      types.set(name, (types.get(name) ?? new Set()).add(typeOf(value)));
    }
  };
  const walk = (value: Json | undefined): void => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (!isObject(value)) return;
    for (const [key, inner] of Object.entries(value)) {
      if (isModelName(key) && isRow(inner)) note(key, inner);
      walk(inner);
    }
  };
  for (const { reply } of interactions) walk(reply?.['response']);
  return types;
};
