/** Which cells of a row become the columns of a record. */
export interface Projection {
  readonly columns: readonly string[];
  /** For each column, the number of its cell; -1 for one that the file has not. */
  readonly cells: readonly number[];
}

const lastIndexes = (header: readonly string[]): Map<string, number> => new Map(header.map((name, i) => [name, i]));

/**
 * Chooses the cells of the wanted columns. A name that comes twice in a header means the last of them. Columns that are
 * `known` may be missing: older files have fewer.
 *
 * @throws RangeError for a column that neither the header nor `known` has: a misspelt one would be `null` throughout.
 */
export const project = (
  header: readonly string[],
  wanted: readonly string[] | undefined,
  known: readonly string[],
  file: string,
): Projection => {
  const indexes = lastIndexes(header);
  if (!wanted) return { columns: [...indexes.keys()], cells: [...indexes.values()] };
  const columns = [...new Set(wanted)];
  const unknown = columns.find((name) => !indexes.has(name) && !known.includes(name));
  if (unknown !== undefined)
    throw new RangeError(`${file} has no column "${unknown}"; it has ${[...indexes.keys()].join(', ')}`);
  return { columns, cells: columns.map((name) => indexes.get(name) ?? -1) };
};
