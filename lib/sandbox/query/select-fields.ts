import { refuseField } from '../api-failure.js';
import type { Entity } from '../data/entity.js';
import type { Row } from '../data/row.js';
import type { Json } from '../wire/json.js';

const ownField = (entity: Entity, path: string): string => {
  const field = path.startsWith(`${entity.name}.`) ? path.slice(entity.name.length + 1) : path;
  if (!Object.hasOwn(entity.template, field) && field !== 'id') throw refuseField(path);
  return field;
};

const withoutId = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([field]) => field !== 'id'));

/**
 * Cuts rows down to `fields[]`, in the order asked; all fields when none are named. An unknown one is refused. A model
 * without an id shows the one that the sandbox keeps its rows by only when it is asked for.
 */
export const selectFields = (entity: Entity, paths: readonly string[]): ((row: Row) => Row) => {
  if (paths.length === 0) return Object.hasOwn(entity.template, 'id') ? (row) => row : withoutId;
  const fields = paths.map((path) => ownField(entity, path));
  return (row) => Object.fromEntries(fields.map((field): [string, Json] => [field, row[field] ?? null]));
};
