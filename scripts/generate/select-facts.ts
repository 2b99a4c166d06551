/** One field of a model, as the shared catalog has it. */
export interface FieldFacts {
  readonly type: string;
  readonly nullable?: boolean;
  readonly jsonTypes?: readonly string[];
  readonly values?: readonly string[];
  /** False or absent: the service may know more values. */
  readonly valuesComplete?: boolean;
}

/** One method of a controller, as the shared catalog has it. */
export interface SharedMethod {
  readonly verb: string;
  readonly returns: { readonly kind: string; readonly model?: string };
  readonly params: readonly { readonly name: string }[];
}

export interface SharedCatalog {
  readonly controllers: Readonly<Record<string, { readonly methods: Readonly<Record<string, SharedMethod>> }>>;
  readonly models: Readonly<Record<string, { readonly fields: Readonly<Record<string, FieldFacts>> }>>;
}

const byName = <T>(entries: Iterable<[string, T]>): [string, T][] => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

const sorted = <T, R>(record: Readonly<Record<string, T>>, pick: (value: T) => R): Record<string, R> =>
  Object.fromEntries(byName(Object.entries(record)).map(([name, value]) => [name, pick(value)]));

const pickField = ({ type, nullable, jsonTypes, values, valuesComplete }: FieldFacts): FieldFacts => ({
  type,
  ...(nullable ? { nullable } : {}),
  ...(jsonTypes ? { jsonTypes } : {}),
  ...(values ? { values } : {}),
  ...(values && valuesComplete ? { valuesComplete } : {}),
});

const pickMethod = ({ verb, returns, params }: SharedMethod) => ({
  verb,
  kind: returns.kind,
  ...(returns.model === undefined ? {} : { model: returns.model }),
  ...(params.some(({ name }) => name === 'limit') ? { paged: true } : {}),
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

/** The facts the library needs, as file name → JSON: models with their fields, methods with what they do and return. */
export const selectFacts = ({ controllers, models }: SharedCatalog): Record<'models' | 'methods', string> => ({
  models: print(sorted(models, ({ fields }) => sorted(fields, pickField))),
  methods: print(sorted(controllers, ({ methods }) => sorted(methods, pickMethod))),
});
