/** One method of the API in lib/catalog/facts/methods.json. */
export interface MethodFacts {
  readonly verb: string;
  readonly kind: string;
  readonly model?: string;
  /** What comes instead with `return_object: false`. */
  readonly alt?: string;
  readonly deprecated?: boolean;
  /** Type by name, `!` behind what is required. Absent: unknown, anything may be sent. */
  readonly params?: Readonly<Record<string, string>>;
  /** Model by name in `contain`. */
  readonly contain?: Readonly<Record<string, string>>;
}

export type ControllerFacts = Readonly<Record<string, Readonly<Record<string, MethodFacts>>>>;

/** A parameter, taken apart. */
export interface ParamFacts {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly values: readonly string[];
}

/** Parameters that page a list: the stream gives them. */
const PAGING = ['limit', 'page'];

/** The parameters of a method, in their order. */
export const paramsOf = ({ params = {} }: MethodFacts): readonly ParamFacts[] =>
  Object.entries(params).map(([name, text]) => {
    const [, type = '', mark, values] = /^(\w+)(!?)(?::(.*))?$/.exec(text) ?? [];
    return { name, type, isRequired: mark === '!' && !PAGING.includes(name), values: values?.split('|') ?? [] };
  });

/** Whether a method takes a limit and a page. */
export const isPaged = ({ params = {} }: MethodFacts): boolean => 'limit' in params && 'page' in params;
