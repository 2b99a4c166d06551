import fc from 'fast-check';
import { defer, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { CheckPage, FetchedPage, PageRequest } from '../../lib/streams/page.js';
import { items } from '../../lib/streams/paginate.js';
import { soak } from '../support/soak.js';

/** A reply that contradicts the others. */
type Fault =
  | { readonly kind: 'empty'; readonly bare: boolean }
  | { readonly kind: 'repeated'; readonly which: number; readonly reversed: boolean }
  | { readonly kind: 'capped'; readonly rows: number }
  | { readonly kind: 'counts'; readonly count: number; readonly pageCount: number };

/** A list of a service, and what goes wrong while it is read. */
interface History {
  readonly total: number;
  readonly size: number;
  /** The most rows that the service puts on a page. */
  readonly cap: number;
  readonly byKey: boolean;
  /** Whether a field changes with each reply, so that no page is equal to another. */
  readonly volatile: boolean;
  /** The order of a service that does not follow the sort of paging by key. @default that of the keys */
  readonly order?: readonly number[];
  readonly counters: 'both' | 'count' | 'pages';
  readonly concurrency: number;
  readonly retries: number;
  /** By the number of the request. */
  readonly faults: readonly (Fault & { readonly at: number })[];
}

const at = fc.nat(8);
const emptyFault = fc.record({ kind: fc.constant('empty' as const), at, bare: fc.boolean() });
const repeatedFault = fc.record({
  kind: fc.constant('repeated' as const),
  at,
  which: fc.nat(4),
  reversed: fc.boolean(),
});
const cappedFault = fc.record({ kind: fc.constant('capped' as const), at, rows: fc.integer({ min: 1, max: 3 }) });
const countsFault = fc.record({
  kind: fc.constant('counts' as const),
  at,
  count: fc.oneof(fc.nat(14), fc.constantFrom(-1, 2.5, 1e9, Infinity)),
  pageCount: fc.oneof(fc.nat(14), fc.constantFrom(-1, 1.5, 1e9, Infinity)),
});

const histories = (fault: fc.Arbitrary<Fault & { at: number }>): fc.Arbitrary<History> =>
  fc.record({
    total: fc.nat(13),
    size: fc.integer({ min: 1, max: 5 }),
    cap: fc.integer({ min: 1, max: 5 }),
    byKey: fc.boolean(),
    volatile: fc.boolean(),
    counters: fc.constantFrom('both' as const, 'both' as const, 'count' as const, 'pages' as const),
    concurrency: fc.integer({ min: 1, max: 3 }),
    retries: fc.nat(3),
    faults: fc.uniqueArray(fault, { maxLength: 8, selector: ({ at: request }) => request }),
  });

type Row = number;
const MOST_REQUESTS = 200;

const keysOf = (rows: readonly Row[], salt: unknown): FetchedPage<Row>['fingerprint'] =>
  rows.length === 0 ? undefined : { keyed: true, text: () => `${rows.join()} ${String(salt)}` };

/** Answers a request as the service of a history does. `sent` are the pages with rows that it has sent. */
const answer = (history: History, { page, after }: PageRequest, request: number, sent: Row[][]): FetchedPage<Row> => {
  const { total, size, cap, byKey, counters, faults } = history;
  const perPage = Math.min(size, cap);
  const all = history.order ?? Array.from({ length: total }, (_, index) => index + 1);
  const rest = byKey ? all.filter((id) => after === undefined || id > Number(after)) : all;
  const pageOf = (number: number): Row[] => rest.slice((number - 1) * perPage, number * perPage);
  let rows = pageOf(page);
  let [count, pageCount] = [rest.length, Math.ceil(rest.length / perPage)];
  let whole = false;
  const isFirst = byKey ? after === undefined : page === 1;
  for (const fault of faults.filter((one) => one.at === request)) {
    // Nothing tells an empty list from a first page that is empty and counts no rows.
    if (fault.kind === 'empty' && (!isFirst || (!fault.bare && (counters !== 'pages' || pageCount > 1))))
      [rows, whole] = [[], fault.bare];
    // A page that was sent before, as it was then.
    if (fault.kind === 'repeated') rows = sent[fault.which % sent.length] ?? rows;
    if (fault.kind === 'repeated' && fault.reversed) rows = rows.toReversed();
    if (fault.kind === 'capped') rows = rows.slice(0, fault.rows);
    if (fault.kind === 'counts') ({ count, pageCount } = fault);
  }
  if (rows.length > 0) sent.push(rows);
  return {
    items: rows,
    page,
    pageCount: whole || counters === 'count' ? undefined : pageCount,
    count: whole || counters === 'pages' ? undefined : count,
    whole,
    fingerprint: keysOf(rows, history.volatile ? request : ''),
  };
};

/** What a list emits, and how it ends. */
const play = (history: History) => {
  const { size, byKey, concurrency, retries } = history;
  const ids: Row[] = [];
  const sent: Row[][] = [];
  /** The totals of the pages that were taken. */
  const told: number[] = [];
  let requests = 0;
  let error: unknown;
  let reported: { readonly expected: number; readonly seen: number } | undefined;
  const ask = (request: PageRequest, check: CheckPage<Row>): FetchedPage<Row> => {
    for (let attempt = 0; ; attempt++) {
      if (requests >= MOST_REQUESTS) throw new RangeError('asks without end');
      const page = answer(history, request, requests++, sent);
      const fault = check(page);
      if (!fault) {
        if (page.count !== undefined) told.push(page.count + (byKey ? Number(request.after ?? 0) : 0));
        return page;
      }
      if (attempt === retries) throw fault;
    }
  };
  items<Row>((request, check) => defer(() => of(ask(request, check))), {
    size,
    prefetch: 1,
    concurrency,
    idOf: String,
    ...(byKey ? { keyOf: String } : {}),
    checks: {
      contradiction: (text) => new Error(text),
      incomplete: (expected, seen) => {
        reported = { expected, seen };
        return new Error('incomplete');
      },
    },
  }).subscribe({ next: (id) => ids.push(id), error: (thrown: unknown) => (error = thrown) });
  return { ids, told, error, reported, requests };
};

const truthOf = ({ total }: History): Row[] => Array.from({ length: total }, (_, index) => index + 1);

describe('a list under replies that contradict each other', () => {
  const faults = fc.oneof(emptyFault, repeatedFault, cappedFault, countsFault);

  it('is the truth or an error: never doubled, never without end, never shorter than the service said', () => {
    fc.assert(
      fc.property(histories(faults), (history) => {
        const { ids, told, error, reported } = play(history);
        expect(error).not.toBeInstanceOf(RangeError);
        expect(new Set(ids).size).toBe(ids.length);
        if (error !== undefined || reported) return;
        const kinds = new Set(history.faults.map(({ kind }) => kind));
        // Without a count of rows a cut page, or fewer pages, are what the service says.
        const knows = history.counters !== 'pages' || !(kinds.has('capped') || kinds.has('counts'));
        // Nor does a service say anything whose counters cannot be.
        if (!knows || told.some((count) => !Number.isSafeInteger(count) || count < 0)) return;
        if (kinds.has('counts')) expect(ids.length).toBeGreaterThanOrEqual(Math.min(history.total, ...told));
        // The order within a page is the service's own.
        else expect(ids.toSorted((a, b) => a - b)).toEqual(truthOf(history));
      }),
      { numRuns: soak(300, 10_000) },
    );
  });

  it('is the truth or an error where a service honours the filter of paging by key, but not the sort', () => {
    const shuffled = fc
      .nat(12)
      .chain((most) => fc.shuffledSubarray(Array.from({ length: most }, (_, index) => index + 1)))
      .chain((order) =>
        fc.tuple(fc.constant(order), histories(fc.constant({ kind: 'counts', at: -1, count: 0, pageCount: 0 }))),
      );
    fc.assert(
      fc.property(shuffled, ([order, history]) => {
        // Without a count of rows nothing tells that some were passed over.
        const counters = history.counters === 'pages' ? ('both' as const) : history.counters;
        const { ids, error, reported } = play({ ...history, counters, order, total: order.length, byKey: true });
        expect(error).not.toBeInstanceOf(RangeError);
        expect(new Set(ids).size).toBe(ids.length);
        if (error === undefined && !reported) expect(ids).toEqual(order.toSorted((a, b) => a - b));
      }),
      { numRuns: soak(300, 10_000) },
    );
  });

  it('is the truth when it is asked often enough for a page that is empty or came before', () => {
    fc.assert(
      fc.property(histories(fc.oneof(emptyFault, repeatedFault)), (history) => {
        // The first page has nothing before it that it could contradict.
        const passing = history.faults.filter(({ at: request }) => request > 0);
        const { ids, error, reported } = play({ ...history, faults: passing, retries: passing.length });
        expect(error).toBeUndefined();
        expect(reported).toBeUndefined();
        expect(ids.toSorted((a, b) => a - b)).toEqual(truthOf(history));
      }),
      { numRuns: soak(300, 10_000) },
    );
  });

  it('is the truth without faults, whatever is counted, with one request a page', () => {
    fc.assert(
      fc.property(histories(fc.constant({ kind: 'counts', at: -1, count: 0, pageCount: 0 })), (history) => {
        const { ids, error, reported, requests } = play(history);
        expect([ids, error, reported]).toEqual([truthOf(history), undefined, undefined]);
        const perPage = Math.min(history.size, history.cap);
        const pages = Math.max(1, Math.ceil(history.total / perPage));
        expect(requests).toBeLessThanOrEqual(history.counters === 'count' ? pages + 1 : pages);
      }),
      { numRuns: soak(300, 5_000) },
    );
  });
});
