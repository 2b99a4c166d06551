import { readFileSync } from 'node:fs';

/** A method of the catalog. */
export interface MethodFacts {
  readonly kind: 'boolean' | 'model' | 'models' | 'page' | 'ids' | 'scalar' | 'object' | 'unknown';
  /** The model of its rows; empty where there is none. */
  readonly model: string;
  readonly verb: string;
  readonly params: readonly string[];
  readonly required: readonly string[];
}

type WrittenFacts = Pick<MethodFacts, 'kind' | 'verb'> & {
  readonly model?: string;
  /** Types by name; the type of a required parameter has an exclamation mark. */
  readonly params?: Readonly<Record<string, string>>;
};

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../lib/catalog/facts/${name}.json`, import.meta.url), 'utf8'));

const WRITTEN = read('methods') as Readonly<Record<string, Readonly<Record<string, WrittenFacts>>>>;

/** The targets of the API. */
export const TARGETS: readonly string[] = Object.keys(WRITTEN);

/** The names of a target's methods. */
export const methodsOf = (target: string): readonly string[] => Object.keys(WRITTEN[target] ?? {});

/** The facts of a method. */
export const factsOf = (target: string, method: string): MethodFacts => {
  const { kind, verb, model = '', params = {} } = WRITTEN[target]?.[method] ?? { kind: 'unknown', verb: 'write' };
  const names = Object.keys(params);
  return { kind, verb, model, params: names, required: names.filter((name) => params[name]?.includes('!')) };
};

interface FieldFacts {
  readonly type: string;
  readonly values?: readonly string[];
}

/** The fields of every model. */
export const MODELS = read('models') as Readonly<Record<string, Readonly<Record<string, FieldFacts>>>>;

interface ColumnFacts {
  readonly aggregate?: unknown;
}

/** The fields of every report. */
export const REPORTS = read('report') as Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, ColumnFacts>>>>>
>;
