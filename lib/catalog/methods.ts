import { METHODS } from './generated/methods.js';

/** The kind of thing a method answers with. */
export type ReplyKind = 'boolean' | 'model' | 'models' | 'page' | 'ids' | 'scalar' | 'object' | 'unknown';

/** The facts of a method. */
export interface MethodRow {
  readonly kind: ReplyKind;
  /** The model of its rows; empty where there is none. */
  readonly model: string;
  /** Whether it only reads, so that a failed call may be repeated. */
  readonly isRead: boolean;
  /** Whether it takes `limit` and `page`. */
  readonly isPaged: boolean;
  /** Names of the required parameters. */
  readonly required: readonly string[];
  /** Groups of parameters that are not flagged as required, but of which a call needs one. */
  readonly needed?: readonly (readonly string[])[];
}

type MethodTable = ReadonlyMap<string, MethodRow>;

const KINDS: Readonly<Record<string, ReplyKind>> = {
  B: 'boolean',
  I: 'ids',
  L: 'models',
  M: 'model',
  O: 'object',
  P: 'page',
  S: 'scalar',
};

const NO_METHODS: MethodTable = new Map();

/** The models of `Affiliate_Offer` are offers: it is the same controller, as affiliates see it. */
export const ownModel = (target: string): string => target.replace(/^(?:Affiliate|Advertiser)_/, '');

/** The names of all targets. */
export const targetNames = (): readonly string[] => Object.keys(METHODS);

/** Whether the catalog has a target. */
export const hasTarget = (target: string): boolean => Object.hasOwn(METHODS, target);

const namesOf = (list: string): readonly string[] => (list === '' ? [] : list.split(','));

const parseRow = (target: string, row: string): [name: string, facts: MethodRow] => {
  const [name = '', flags = '', model = '', required = '', , needed = ''] = row.split(':');
  const facts = {
    kind: KINDS[flags.charAt(0)] ?? 'unknown',
    model: model === '=' ? ownModel(target) : model,
    isRead: flags.includes('r'),
    isPaged: flags.endsWith('+'),
    required: namesOf(required),
    ...(needed === '' ? {} : { needed: namesOf(needed).map((group) => group.split('|')) }),
  };
  return [name, facts];
};

const rowsOf = (target: string): readonly string[] => (METHODS[target] ?? '').split(' ');

/** Parses the table of each target once, when it is first needed. */
const createTables = (): ((target: string) => MethodTable) => {
  const parsed = new Map<string, MethodTable>();
  return (target) => {
    if (!hasTarget(target)) return NO_METHODS;
    const table = parsed.get(target) ?? new Map(rowsOf(target).map((row) => parseRow(target, row)));
    parsed.set(target, table);
    return table;
  };
};

const tableOf = createTables();

/** The names of a target's methods; none for an unknown target. */
export const methodNames = (target: string): readonly string[] => [...tableOf(target).keys()];

/** The facts of a method; `undefined` for one that the catalog lacks. */
export const methodOf = (target: string, method: string): MethodRow | undefined => tableOf(target).get(method);

/** Whether a method gives a list page by page. */
export const isPagedList = (target: string, method: string): boolean => {
  const facts = methodOf(target, method);
  return facts !== undefined && facts.isPaged && ['page', 'models', 'ids'].includes(facts.kind);
};

/** Whether a method only reads, and may be repeated. An unknown one counts as a write. */
export const isRead = (target: string, method: string): boolean => methodOf(target, method)?.isRead ?? false;

/**
 * Names of a method's parameters for an error message: first the required ones, then, if they are few, the optional ones,
 * each with a `?`. Empty for a method that the catalog lacks.
 */
export const parameterNames = (target: string, method: string): readonly string[] => {
  if (methodOf(target, method) === undefined) return [];
  const row = rowsOf(target).find((text) => text.startsWith(`${method}:`)) ?? '';
  const [, , , required = '', optional = ''] = row.split(':');
  return [...namesOf(required), ...namesOf(optional).map((name) => `${name}?`)];
};
