/** One field of a model, as the shared catalog has it. */
export interface FieldFacts {
  readonly type: string;
  readonly nullable?: boolean;
  readonly jsonTypes?: readonly string[];
  readonly values?: readonly string[];
  /** False or absent: the service may know more values. */
  readonly valuesComplete?: boolean;
  /** `name`: the type is a guess from the field's name. */
  readonly typeBasis?: string;
}

/** One parameter of a method, as the shared catalog has it. */
export interface SharedParam {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly values?: readonly (string | number)[];
}

/** One method of a controller, as the shared catalog has it. */
export interface SharedMethod {
  readonly verb: string;
  readonly returns: { readonly kind: string; readonly model?: string; readonly alt?: string };
  readonly params: readonly SharedParam[];
  /** False: what it takes is unknown. */
  readonly paramsKnown?: boolean;
  readonly deprecated?: boolean;
  /** Model by name in `contain`. */
  readonly contain?: Readonly<Record<string, string>>;
  /** Shapes of `data` in recorded replies. */
  readonly observed?: readonly string[];
}

export interface SharedController {
  readonly api: string;
  readonly methods: Readonly<Record<string, SharedMethod>>;
}

export interface SharedCatalog {
  readonly controllers: Readonly<Record<string, SharedController>>;
  readonly models: Readonly<Record<string, { readonly fields: Readonly<Record<string, FieldFacts>> }>>;
}

const byName = <T>(entries: Iterable<[string, T]>): [string, T][] => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

const sorted = <T, R>(record: Readonly<Record<string, T>>, pick: (value: T) => R): Record<string, R> =>
  Object.fromEntries(byName(Object.entries(record)).map(([name, value]) => [name, pick(value)]));

const pickField = ({ type, nullable, jsonTypes, values, valuesComplete, typeBasis }: FieldFacts): FieldFacts => ({
  type,
  ...(nullable ? { nullable } : {}),
  ...(jsonTypes ? { jsonTypes } : {}),
  ...(values ? { values } : {}),
  ...(values && valuesComplete ? { valuesComplete } : {}),
  ...(typeBasis === undefined ? {} : { typeBasis }),
});

/** `id!`: an id that the method cannot do without; known values stand behind a colon. */
const pickParam = ({ type, required, values }: SharedParam): string =>
  `${type}${required ? '!' : ''}${values ? `:${values.join('|')}` : ''}`;

/** What a recording shows goes before what is written of a method. */
const pickKind = ({ returns: { kind }, observed = [] }: SharedMethod): string => {
  if (kind === 'model' && observed.every((shape) => shape === 'boolean') && observed.length > 0) return 'boolean';
  // A flag or a row, as it pleases: `Offer.setAffiliateApproval`.
  return kind === 'boolean' && observed.includes('flat-object') ? 'object' : kind;
};

const pickModel = ({ returns: { model } }: SharedMethod, kind: string) =>
  model === undefined || kind === 'boolean' ? {} : { model };

const pickMethod = (method: SharedMethod) => {
  const { verb, returns, params, paramsKnown, deprecated, contain } = method;
  const kind = pickKind(method);
  return {
    verb,
    kind,
    ...pickModel(method, kind),
    ...(returns.alt === undefined ? {} : { alt: returns.alt }),
    ...(deprecated ? { deprecated } : {}),
    ...(paramsKnown === false
      ? {}
      : { params: Object.fromEntries(params.map((param) => [param.name, pickParam(param)])) }),
    ...(contain && Object.keys(contain).length > 0 ? { contain: sorted(contain, (model) => model) } : {}),
  };
};

/** One line per field or method, so that a change of the catalog reads well in a diff. */
const print = (record: Record<string, Record<string, unknown>>): string => {
  const inner = (entries: Record<string, unknown>): string =>
    Object.entries(entries)
      .map(([name, value]) => `\n    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',');
  const outer = Object.entries(record).map(([name, entries]) => `\n  ${JSON.stringify(name)}: {${inner(entries)}\n  }`);
  return `{${outer.join(',')}\n}\n`;
};

/** The facts the library needs, as file name → JSON: models with their fields, methods with what they take and return. */
export const selectFacts = ({ controllers, models }: SharedCatalog): Record<'models' | 'methods', string> => ({
  models: print(sorted(models, ({ fields }) => sorted(fields, pickField))),
  methods: print(sorted(controllers, ({ methods }) => sorted(methods, pickMethod))),
});
