/** One field of a model in the shared catalog. */
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

/** One parameter of a method in the shared catalog. */
export interface SharedParam {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly values?: readonly (string | number)[];
}

/** One method of a controller in the shared catalog. */
export interface SharedMethod {
  readonly verb: string;
  readonly returns: { readonly kind: string; readonly model?: string; readonly alt?: string };
  readonly params: readonly SharedParam[];
  /** False where the parameters are unknown. */
  readonly paramsKnown?: boolean;
  readonly deprecated?: boolean;
  /** Model of each name that `contain` takes. */
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

/** `id!` is an id that is required; known values follow a colon. */
const pickParam = ({ type, required, values }: SharedParam): string =>
  `${type}${required ? '!' : ''}${values ? `:${values.join('|')}` : ''}`;

/** The kind of a reply: recordings take precedence over the documentation. */
const pickKind = ({ returns: { kind }, observed = [] }: SharedMethod): string => {
  if (kind === 'model' && observed.every((shape) => shape === 'boolean') && observed.length > 0) return 'boolean';
  // The reply is sometimes a flag and sometimes a row: `Offer.setAffiliateApproval`.
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

/** Selects the facts that the library needs, as JSON by file name: models with fields, methods with parameters and replies. */
export const selectFacts = ({ controllers, models }: SharedCatalog): Record<'models' | 'methods', string> => ({
  models: print(sorted(models, ({ fields }) => sorted(fields, pickField))),
  methods: print(sorted(controllers, ({ methods }) => sorted(methods, pickMethod))),
});
