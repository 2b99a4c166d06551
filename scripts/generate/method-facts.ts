/** One method of the API in lib/catalog/facts/methods.json. */
export interface MethodFacts {
  readonly verb: string;
  readonly kind: string;
  readonly model?: string;
  /** The kind of reply with `return_object: false`. */
  readonly alt?: string;
  readonly deprecated?: boolean;
  /** Type by name, followed by `!` if required. Absent where the parameters are unknown; any may then be sent. */
  readonly params?: Readonly<Record<string, string>>;
  /** Model of each name that `contain` takes. */
  readonly contain?: Readonly<Record<string, string>>;
}

/** Methods by target. */
export type ControllerFacts = Readonly<Record<string, Readonly<Record<string, MethodFacts>>>>;

/** A parsed parameter. */
export interface ParamFacts {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly values: readonly string[];
}

/** Parameters that page a list; the stream sets them. */
const PAGING = ['limit', 'page'];

/** Parses the parameters of a method, in their order. */
export const paramsOf = ({ params = {} }: MethodFacts): readonly ParamFacts[] =>
  Object.entries(params).map(([name, text]) => {
    const [, type = '', mark, values] = /^(\w+)(!?)(?::(.*))?$/.exec(text) ?? [];
    return { name, type, isRequired: mark === '!' && !PAGING.includes(name), values: values?.split('|') ?? [] };
  });

/** Names of parameters that say which row a method is about. Conversions have three of them. */
const IDENTITIES = ['id', 'tune_event_id', 'transaction_id'];

const NOT_WRITTEN = [...IDENTITIES, 'return_object', 'shouldStandardize'];
const ROWS = ['data', 'account'];

/**
 * Groups of parameters of which a call needs one, although the catalog flags none of them as required: the id of the row (or
 * the ids) that a method is about, and something to write in a method that creates or updates.
 */
export const neededOf = (method: string, facts: MethodFacts): readonly (readonly string[])[] => {
  const params = paramsOf(facts);
  const optional = params.filter(({ isRequired }) => !isRequired).map(({ name }) => name);
  const ids = method.endsWith('ByIds') ? optional.filter((name) => name === 'ids') : [];
  const identities = optional.includes('id') ? optional.filter((name) => IDENTITIES.includes(name)) : ids;
  return [identities, method === 'create' || method.startsWith('update') ? writtenBy(method, params) : []].filter(
    (group) => group.length > 0,
  );
};

/** The optional parameters that a method writes, where it has none that is required. */
const writtenBy = (method: string, params: readonly ParamFacts[]): readonly string[] => {
  const written = params.filter(({ name }) =>
    method === 'create' ? ROWS.includes(name) : !NOT_WRITTEN.includes(name),
  );
  const isFlagged = ({ name, isRequired }: ParamFacts): boolean => isRequired && !name.endsWith('id');
  return written.some(isFlagged) ? [] : written.filter(({ isRequired }) => !isRequired).map(({ name }) => name);
};

/** Whether a method takes a limit and a page. */
export const isPaged = ({ params = {} }: MethodFacts): boolean => 'limit' in params && 'page' in params;
