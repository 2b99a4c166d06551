import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { catchError, defer, map, tap } from 'rxjs';
import { MaxRetriesError, ProtocolError } from '../errors/network-errors.js';
import { type Decoded, entriesOf, getKey, isDecodedObject, plainValue } from '../protocol/ordered-json.js';
import type { ListRows } from '../models/registry.js';
import type { PageShape } from '../protocol/page-shape.js';
import type { Parameter } from '../protocol/params.js';
import type { FetchedPage, FetchPage, PageRequest, PagingOptions } from '../streams/page.js';
import type { Caller } from './caller.js';

/** How a method gives a list page by page. */
interface PagedCall<T> {
  readonly method: string;
  /** The name by which errors and events call the method. @default the method */
  readonly as?: string;
  readonly params: (request: PageRequest) => readonly Parameter[];
  readonly toPage: (data: Decoded, asked: number) => FetchedPage<T>;
}

/** The pages of a list: how one is fetched, and how contradictions are told. */
interface ListPages<T> {
  readonly fetch: FetchPage<T>;
  readonly options: Pick<PagingOptions<T>, 'same' | 'checks'>;
}

/**
 * Creates the pages of a list. A page is checked where a call is repeated, by the client's own retries and waits: one that
 * contradicts those before it is a passing fault. When it lasts, the error is that of the page.
 */
export const listPages = <T>(caller: Caller, { method, as = method, params, toPage }: PagedCall<T>): ListPages<T> => {
  const { target, context } = caller;
  const fetch: FetchPage<T> = (request, check) =>
    defer(() => {
      let page: FetchedPage<T> | undefined;
      let fault: Error | undefined;
      const accept = (data: Decoded): void => {
        page = toPage(data, request.page);
        fault = check(page);
        if (fault) throw fault;
      };
      return caller
        .callForData(method, () => params(request), { as, accept })
        .pipe(
          map(() => page as FetchedPage<T>),
          tap(({ skipped: count = 0 }) => {
            if (count > 0) context.report({ type: 'rows left out', target, method: as, count });
          }),
          catchError((error: unknown) => {
            throw error instanceof MaxRetriesError && error.cause === fault ? lasting(error) : error;
          }),
        );
    });
  return { fetch, options: { same: samePage, checks: pageChecks(caller, as) } };
};

/** The error of a page that contradicts those before it however often it is asked for. */
const lasting = (error: MaxRetriesError): ProtocolError =>
  new ProtocolError(`${(error.cause as Error).message} (asked ${error.attempts} times)`, { cause: error });

const pageChecks = ({ target, context }: Caller, method: string): PagingOptions<never>['checks'] => ({
  contradiction: (text) => new ProtocolError(`${target}.${method}: ${text}`, { passing: true }),
  incomplete: (expected, seen) => {
    context.report({ type: 'list incomplete', target, method, expected, seen });
    return new ProtocolError(`${target}.${method}: the service counts ${expected} rows, but ${seen} came`);
  },
});

/** A reply as a page of elements. `asked` is the number of the page where the reply does not say. */
export const pageOf = <T>(
  data: Decoded,
  { paginated, page, pageCount, count }: PageShape,
  { rows, skipped }: ListRows,
  asked: number,
  read: (row: Decoded) => T,
): FetchedPage<T> => ({
  items: rows.map(read),
  page: page ?? asked,
  pageCount,
  count,
  whole: !paginated,
  skipped,
  ...rawOf(data, pageCount),
  fingerprint: fingerprintOf(data, rows),
});

/** The rows to compare with those of the next page. Keyed rows show a repeated page; bare rows may be alike and yet others (`fields`). */
const rawOf = (data: Decoded, pageCount: number | undefined): { raw?: Decoded } => {
  const rows = isDecodedObject(data) ? getKey(data, 'data') : undefined;
  return rows !== undefined && (isDecodedObject(rows) || pageCount === undefined) ? { raw: rows } : {};
};

/** Whether the service sent one page twice. */
const samePage = (a: FetchedPage<unknown>, b: FetchedPage<unknown>): boolean =>
  a.raw !== undefined && isDeepStrictEqual(a.raw, b.raw);

const hasId = (row: Decoded): boolean => {
  if (!isDecodedObject(row)) return typeof row === 'string' || typeof row === 'number';
  const inner = entriesOf(row)[0]?.[1];
  return [row, inner].some((item) => isDecodedObject(item) && getKey(item, 'id') !== undefined);
};

const fingerprintOf = (data: Decoded, rows: readonly Decoded[]): FetchedPage<unknown>['fingerprint'] => {
  if (rows.length === 0) return undefined;
  let text: string | undefined;
  const wire = isDecodedObject(data) ? (getKey(data, 'data') ?? data) : data;
  return {
    keyed: wire instanceof Map || rows.every(hasId),
    text: () =>
      (text ??= createHash('sha1')
        .update(JSON.stringify(plainValue(wire)))
        .digest('base64')),
  };
};
