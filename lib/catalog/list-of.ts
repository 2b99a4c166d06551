import { LISTS } from './lists.js';

/** What the catalog knows of a method that returns a list. */
export interface ListFacts {
  /** The model of its rows; empty where unknown. */
  readonly model: string;
  /** Whether it takes `limit` and `page`. */
  readonly paged: boolean;
}

/** The facts of a list method, or `undefined` for any other. */
export const listOf = (target: string, method: string): ListFacts | undefined => {
  if (!Object.hasOwn(LISTS, target)) return undefined;
  const row = (LISTS[target] ?? '').split(' ').find((entry) => entry.startsWith(`${method}:`));
  if (row === undefined) return undefined;
  const model = row.slice(method.length + 1);
  return { model: model.replace('+', ''), paged: model.endsWith('+') };
};
