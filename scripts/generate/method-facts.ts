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

/** Whether a method takes a limit and a page. */
export const isPaged = ({ params = {} }: MethodFacts): boolean => 'limit' in params && 'page' in params;
