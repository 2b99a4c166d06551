/** One field of a model, as the shared catalog has it. */
export interface FieldFacts {
  readonly type: string;
  readonly nullable?: boolean;
  readonly jsonTypes?: readonly string[];
  readonly values?: readonly string[];
  readonly valuesComplete?: boolean;
}

export interface SharedCatalog {
  readonly controllers: Readonly<
    Record<string, { readonly methods: Readonly<Record<string, { readonly verb: string }>> }>
  >;
  readonly models: Readonly<Record<string, { readonly fields: Readonly<Record<string, FieldFacts>> }>>;
}

const byName = <T>(entries: Iterable<[string, T]>): [string, T][] => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

const sorted = <T, R>(record: Readonly<Record<string, T>>, pick: (value: T) => R): Record<string, R> =>
  Object.fromEntries(byName(Object.entries(record)).map(([name, value]) => [name, pick(value)]));

const pickField = ({ type, nullable, jsonTypes, values, valuesComplete }: FieldFacts): FieldFacts => ({
  type,
  ...(nullable ? { nullable } : {}),
  ...(jsonTypes ? { jsonTypes } : {}),
  ...(values ? { values, valuesComplete: valuesComplete ?? true } : {}),
});

/** One line per field or method, so that a change of the catalog reads well in a diff. */
const print = (record: Record<string, Record<string, unknown>>): string => {
  const inner = (entries: Record<string, unknown>): string =>
    Object.entries(entries)
      .map(([name, value]) => `\n    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',');
  const outer = Object.entries(record).map(([name, entries]) => `\n  ${JSON.stringify(name)}: {${inner(entries)}\n  }`);
  return `{${outer.join(',')}\n}\n`;
};

/** The facts the library needs, as file name → JSON: models with their fields, methods with their verbs. */
export const selectFacts = ({ controllers, models }: SharedCatalog): Record<'models' | 'verbs', string> => ({
  models: print(sorted(models, ({ fields }) => sorted(fields, pickField))),
  verbs: print(sorted(controllers, ({ methods }) => sorted(methods, ({ verb }) => verb))),
});
