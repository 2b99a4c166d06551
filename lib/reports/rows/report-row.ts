/** One value of a row as it comes on the wire. */
export type Cell = string | null;

/** A row as it comes on the wire, nested by the part of a name before the dot: `row.Stat.clicks`. */
export type WireRow = Readonly<Record<string, Readonly<Record<string, Cell>>>>;

/** A column's name, taken apart. */
export const splitName = (field: string): [model: string, column: string] => {
  const dot = field.indexOf('.');
  return [field.slice(0, dot), field.slice(dot + 1)];
};

/** One value of a row; `null` where the row has none. */
export const cellOf = (row: WireRow, field: string): Cell => {
  const [model, column] = splitName(field);
  return row[model]?.[column] ?? null;
};

/** The columns by model. */
export const columnsByModel = (fields: readonly string[]): Map<string, Set<string>> => {
  const models = new Map<string, Set<string>>();
  for (const field of fields) {
    const [model, column] = splitName(field);
    models.set(model, (models.get(model) ?? new Set<string>()).add(column));
  }
  return models;
};
