import type { Paging } from '../models/query.js';
import { parseFilterKey } from '../protocol/query.js';
import type { RawQuery } from '../protocol/query.js';
import type { Params } from '../protocol/params.js';
import { checkFlag, checkInteger, checkKeys } from '../protocol/validate.js';
import { checkDemand } from '../streams/demand.js';
import type { PagingOptions } from '../streams/page.js';

/** A list query as the managers see it, whatever the model. */
export type ListQuery = Omit<RawQuery, 'limit' | 'page'> & Paging;

interface PagingOption {
  readonly check: (name: string, value: unknown) => void;
  /** `parameter`: the service has it. `call`: an option of `api.call` too. `arguments`: only of methods that take one object. */
  readonly place: 'parameter' | 'call' | 'arguments';
  readonly default?: number;
}

const atLeast = (least: number) => (name: string, value: unknown) => checkInteger(name, value, least);

/** All facts about each paging option. Names, checks, defaults and splits derive from this table. */
const PAGING = {
  limit: { check: atLeast(0), place: 'parameter' },
  page: { check: atLeast(1), place: 'parameter' },
  pageSize: { check: atLeast(1), place: 'call', default: 500 },
  prefetch: { check: atLeast(0), place: 'call', default: 1 },
  concurrency: { check: atLeast(1), place: 'call', default: 1 },
  stable: { check: checkFlag, place: 'arguments' },
  demand: { check: (_, value) => checkDemand(value), place: 'call' },
} as const satisfies Record<keyof Paging, PagingOption>;

type Table = typeof PAGING;
type Place<Where> = { [Name in keyof Table]: Table[Name] extends { place: Where } ? Name : never }[keyof Table];
type Defaulted = { [Name in keyof Table]: Table[Name] extends { default: number } ? Name : never }[keyof Table];

/** The paging options that `api.call` takes in addition to the parameters. */
export type CallPaging = Pick<Paging, Place<'call'>>;

const OPTIONS: readonly (readonly [name: string, option: PagingOption])[] = Object.entries(PAGING);
const namesAt = (...places: PagingOption['place'][]): string[] =>
  OPTIONS.filter(([, { place }]) => places.includes(place)).map(([name]) => name);

/** The paging options of a method that takes one object, except those that the service has. */
export const PAGING_NAMES: readonly string[] = namesAt('call', 'arguments');
const SELECTING = Object.keys({
  filters: true,
  connector: true,
  sort: true,
  fields: true,
  contain: true,
} satisfies Record<Exclude<keyof ListQuery, keyof Paging>, true>);

/** The paging options of `api.call`, by name. */
export const CALL_PAGING: readonly string[] = namesAt('call');

/** The paging options that are parameters of the service. */
export const PAGE_PARAMETERS: readonly string[] = namesAt('parameter');

/** The options of a list query that are parameters of the service. */
export const QUERY_PARAMETERS: readonly string[] = [...SELECTING, ...PAGE_PARAMETERS];

const QUERY_NAMES = [...SELECTING, ...OPTIONS.map(([name]) => name)];

/** Splits parameters by their names: those that are listed, and the others. */
export const splitParams = (params: Params, names: readonly string[]): [listed: Params, others: Params] => {
  const entries = Object.entries(params);
  const isListed = ([name]: [string, unknown]): boolean => names.includes(name);
  return [
    Object.fromEntries(entries.filter(isListed)),
    Object.fromEntries(entries.filter((entry) => !isListed(entry))),
  ];
};

/** Splits the argument object of a method into paging options and parameters to send. */
export const splitPaging = (args: Params): [paging: ListQuery, params: Params] => splitParams(args, PAGING_NAMES);

/** Refuses unknown names: a condition under a misspelt name would be left out, and the query would match everything. */
export const checkOptions = (name: string, value: unknown, known: readonly string[]): void =>
  void checkKeys(name, value, known, '. Conditions go under "filters"');

type Filled = Paging & Readonly<Record<Defaulted, number>>;

const withDefaults = (query: ListQuery): Filled =>
  Object.fromEntries(
    OPTIONS.map(([name, option]) => [name, query[name as keyof Paging] ?? option.default]),
  ) as unknown as Filled;

/** With `page`, the caller chooses the size; otherwise the limit caps it, so that no row is fetched in vain. */
const sizeOf = ({ limit, page, pageSize }: Paging): number =>
  page === undefined
    ? Math.min(limit ?? Infinity, pageSize ?? PAGING.pageSize.default)
    : (pageSize ?? limit ?? PAGING.pageSize.default);

const isEqualityOnId = (model: string, key: string): boolean => {
  const { field, operator } = parseFilterKey(key);
  return operator === undefined && (field === 'id' || field === `${model}.id`);
};

/** Paging by key requests ids above the last one, in ascending order: nothing else may decide the order or the start. */
const checkStable = (model: string, { filters, connector, sort, page }: ListQuery): void => {
  const sorts = sort === undefined || sort === null ? [] : [sort].flat();
  if (sorts.length > 1 || sorts.some((key) => key !== 'id' && key !== `${model}.id`))
    throw new TypeError('sort should be left out with stable paging, which sorts by id');
  if (connector === 'OR')
    throw new TypeError(
      "connector should be 'AND' with stable paging: 'OR' would make its condition on id an alternative",
    );
  if (page !== undefined) throw new TypeError('page should be left out with stable paging, which has no page numbers');
  if (Object.keys(filters ?? {}).some((key) => isEqualityOnId(model, key)))
    throw new TypeError('filters should not name an id with stable paging, which adds its own condition on id');
};

/** Checks the paging options of a list and fills in the defaults. Throws the error that the stream should end with. */
export const preparePaging = (
  model: string,
  query: ListQuery,
): Omit<PagingOptions<never>, 'keyOf' | 'same' | 'idOf'> => {
  checkOptions('query', query, QUERY_NAMES);
  for (const [name, { check }] of OPTIONS) check(name, query[name as keyof Paging]);
  if (query.stable) checkStable(model, query);
  const { limit, page, prefetch, concurrency, demand } = withDefaults(query);
  // Two options have another form in streams: `size` for pageSize, and a key function for stable.
  const others = { limit, page, prefetch, concurrency, demand } satisfies Required<Omit<Paging, 'pageSize' | 'stable'>>;
  return { ...others, size: sizeOf(query) };
};
