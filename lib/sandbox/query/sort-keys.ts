import type { Json } from '../wire/json.js';
import type { FieldReader } from './field-reader.js';
import { compareForSort, sortValue, type SortValue } from './operators.js';

/** One field that rows are sorted by. */
export interface Criterion {
  readonly reader: FieldReader;
  /** Whether it is the id of the rows, by which their keys are already sorted, ascending. */
  readonly isById: boolean;
  readonly isDescending: boolean;
}

/** Work in steps of about a millisecond, so that the event loop can run between them. */
type Steps<T> = Generator<undefined, T>;

/** Sorts keys, which come ascending, by several criteria; equal rows go by key. */
export function* sortKeys(keys: readonly number[], criteria: readonly Criterion[]): Steps<readonly number[]> {
  const [first] = criteria;
  if (first === undefined || first.isById) return first?.isDescending ? keys.toReversed() : keys;
  // From the last criterion to the first, each sort keeps the order of the one before among equals.
  let sorted = keys;
  for (const criterion of criteria.toReversed()) sorted = yield* sortBy(sorted, criterion);
  return sorted;
}

function* sortBy(keys: readonly number[], { reader, isDescending }: Criterion): Steps<readonly number[]> {
  const ranks = yield* ranksOf(keys, reader);
  const sign = isDescending ? -1 : 1;
  const { length } = keys;
  // A number for each row whose order is that of its rank, then of its place: typed arrays sort numbers fastest.
  const places = new Float64Array(length);
  for (let index = 0; index < length; index++) {
    places[index] = sign * (ranks.get(reader.read(keys[index] ?? 0)) ?? 0) * length + index;
    if (index % STRETCH === 0) yield undefined;
  }
  places.sort();
  yield undefined;
  return Array.from(places, (place) => keys[((place % length) + length) % length] ?? 0);
}

/** The places of the different values in their order; those that compare as equal share one. */
function* ranksOf(keys: readonly number[], { read }: FieldReader): Steps<ReadonlyMap<Json, number>> {
  const values = new Set<Json>();
  let count = 0;
  for (const key of keys) {
    values.add(read(key));
    if (++count % STRETCH === 0) yield undefined;
  }
  const sorted = yield* mergeSort(Array.from(values, sortValue));
  const ranks = new Map<Json, number>();
  let rank = 0;
  let before = sorted[0];
  count = 0;
  for (const value of sorted) {
    if (before !== undefined && compareForSort(before, value) !== 0) rank += 1;
    before = value;
    ranks.set(value.value, rank);
    if (++count % STRETCH === 0) yield undefined;
  }
  return ranks;
}

/** How many rows make a step. */
const STRETCH = 2048;

/** Sorts in steps: parts first, then pairs of sorted parts, then pairs of those. */
function* mergeSort(values: readonly SortValue[]): Steps<readonly SortValue[]> {
  let parts: (readonly SortValue[])[] = [];
  for (let start = 0; start < values.length; start += STRETCH) {
    parts.push(values.slice(start, start + STRETCH).sort(compareForSort));
    yield undefined;
  }
  while (parts.length > 1) {
    const merged: (readonly SortValue[])[] = [];
    for (let index = 0; index < parts.length; index += 2)
      merged.push(yield* merge(parts[index] ?? [], parts[index + 1] ?? []));
    parts = merged;
  }
  return parts[0] ?? [];
}

function* merge(left: readonly SortValue[], right: readonly SortValue[]): Steps<readonly SortValue[]> {
  const merged: SortValue[] = [];
  let [fromLeft, fromRight] = [0, 0];
  while (fromLeft < left.length || fromRight < right.length) {
    const [one, other] = [left[fromLeft], right[fromRight]];
    const takesLeft = other === undefined || (one !== undefined && compareForSort(one, other) <= 0);
    const next = takesLeft ? one : other;
    if (next === undefined) break;
    merged.push(next);
    if (takesLeft) fromLeft += 1;
    else fromRight += 1;
    if (merged.length % STRETCH === 0) yield undefined;
  }
  return merged;
}
