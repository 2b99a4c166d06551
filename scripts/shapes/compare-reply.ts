// Compares a reply with a recorded one: keys, JSON types and wrappers, not values; error texts word for word.
import { isObject, type Json, type JsonObject } from './interaction.js';
import { isModelName, isRow, typeOf, type KnownTypes } from './known-types.js';

/** Objects keyed by id or code: one member per row, all of one shape. */
const isKeyed = (value: JsonObject): boolean => {
  const entries = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.every(([key, inner]) => isObject(inner) && (/^\d+$/.test(key) || inner['code'] === key))
  );
};

/** Columns that the sandbox needs for change streams and that no recording shows. */
const NEVER_RECORDED = new Set(['Conversion.tune_event_id', 'Conversion.modified']);

const recordable = (model: string, row: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !NEVER_RECORDED.has(`${model}.${column}`)));

const keyDifferences = (path: string, recorded: JsonObject, actual: JsonObject): readonly string[] => [
  ...Object.keys(recorded)
    .filter((key) => !(key in actual))
    .map((key) => `${path}.${key} is missing`),
  ...Object.keys(actual)
    .filter((key) => !(key in recorded))
    .map((key) => `${path}.${key} was never recorded`),
];

/** A column may be null, and may have any type that some recording shows for it. */
const compareRow = (path: string, model: string, recorded: JsonObject, actual: JsonObject, known: KnownTypes) => [
  ...keyDifferences(path, recorded, recordable(model, actual)),
  ...Object.keys(recorded)
    .filter((column) => column in actual && actual[column] !== null)
    .filter((column) => {
      const types = known.get(`${model}.${column}`);
      return types && !types.has(typeOf(actual[column])) && [...types].some((type) => type !== 'null');
    })
    .map((column) => `${path}.${column} is a ${typeOf(actual[column])}, recorded a ${typeOf(recorded[column])}`),
];

/** Lists the differences of two values of one reply. */
export const compareShape = (path: string, recorded: Json, actual: Json, known: KnownTypes): readonly string[] => {
  if (typeOf(recorded) !== typeOf(actual)) return [`${path} is a ${typeOf(actual)}, recorded a ${typeOf(recorded)}`];
  if (Array.isArray(recorded) && Array.isArray(actual)) {
    const [first, other] = [recorded[0], actual[0]];
    return first === undefined || other === undefined ? [] : compareShape(`${path}[0]`, first, other, known);
  }
  return isObject(recorded) && isObject(actual) ? compareObject(path, recorded, actual, known) : [];
};

const compareObject = (
  path: string,
  recorded: JsonObject,
  actual: JsonObject,
  known: KnownTypes,
): readonly string[] => {
  if (isKeyed(recorded) && isKeyed(actual)) {
    const [any = null] = Object.values(recorded);
    return Object.entries(actual).flatMap(([key, row]) =>
      compareShape(`${path}.${key}`, recorded[key] ?? any, row, known),
    );
  }
  return [
    ...keyDifferences(path, recorded, actual),
    ...Object.keys(recorded)
      .filter((key) => key in actual)
      .flatMap((key) => compareMember(`${path}.${key}`, key, recorded[key] ?? null, actual[key] ?? null, known)),
  ];
};

const compareMember = (path: string, key: string, recorded: Json, actual: Json, known: KnownTypes) =>
  isModelName(key) && isRow(recorded) && isRow(actual) && !isKeyed(recorded)
    ? compareRow(path, key, recorded, actual, known)
    : compareShape(path, recorded, actual, known);

const compareTexts = (recorded: Json | undefined, actual: Json | undefined): readonly string[] =>
  JSON.stringify(recorded) === JSON.stringify(actual)
    ? []
    : [`errors are ${JSON.stringify(actual)}, recorded ${JSON.stringify(recorded)}`];

/** Compares only the names in the echoed request: recorded updates echo columns that were never sent. */
const compareEcho = (recorded: JsonObject, actual: JsonObject): readonly string[] => {
  const [before, after] = [recorded['request'], actual['request']];
  return isObject(before) && isObject(after) ? keyDifferences('request', before, after) : [];
};

/** Lists the differences of two replies. */
export const compareReply = (recorded: JsonObject, actual: JsonObject, known: KnownTypes): readonly string[] => {
  const [before, after] = [recorded['response'] ?? null, actual['response'] ?? null];
  return [
    ...keyDifferences('', recorded, actual),
    ...compareEcho(recorded, actual),
    ...compareShape('response', before, after, known),
    ...compareTexts(isObject(before) ? before['errors'] : undefined, isObject(after) ? after['errors'] : undefined),
  ];
};
