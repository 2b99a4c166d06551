import fc from 'fast-check';
import {
  concat,
  concatMap,
  from,
  map,
  NEVER,
  of,
  type ObservableInput,
  Subject,
  throwError,
  timer,
  VirtualTimeScheduler,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type Change, iterate, Offer, watch, type WatchOptions } from 'rxoffers';
import { failureOf } from '../../support/collect.js';
import { marbles } from '../../support/marbles.js';
import { serveOfferPages } from '../../support/offer-pages.js';
import { soak } from '../../support/soak.js';

interface Item {
  readonly id: string;
  readonly n: number;
}

const item = (id: string, n = 1): Item => ({ id, n });
const values = { a: item('a'), b: item('b'), A: item('a', 2) };
const seen = {
  a: { type: 'added', item: values.a },
  b: { type: 'added', item: values.b },
  A: { type: 'changed', item: values.A, previous: values.a, fields: ['n'] },
  x: { type: 'removed', item: values.a },
  y: { type: 'removed', item: values.b },
};

describe('watch', () => {
  it('emits additions and changes as they arrive, and removals when the run has completed', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const runs = [cold<Item>('-a-b|', values), cold<Item>('-A-|', values), cold<Item>('|')];
      let index = 0;
      const source = watch<Item>(() => runs[index++] ?? NEVER, { interval: 3 });
      const last = { ...seen, x: { type: 'removed', item: values.A } };
      expectObservable(source, '18ms !').toBe('-a-b----A-y--x', last);
      expectSubscriptions(runs[1]?.subscriptions ?? []).toBe('-------^--!');
    });
  });

  it('removes nothing after a run that fails half-way, keeps what it saw, and continues after the interval', () => {
    const faults: unknown[] = [];
    marbles(({ cold, expectObservable }) => {
      const runs = [cold<Item>('-a|', values), cold<Item>('-b-#', values, 'down'), cold<Item>('-b|', values)];
      let index = 0;
      const source = watch<Item>(() => runs[index++] ?? NEVER, { interval: 2, onFault: (fault) => faults.push(fault) });
      expectObservable(source, '20ms !').toBe('-a---b-----x', seen);
    });
    expect(faults).toEqual(['down']);
  });

  it('never lets runs overlap', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const run = cold<Item>('9ms (a|)', values);
      expectObservable(
        watch(() => run, { interval: 1 }),
        '15ms !',
      ).toBe('9ms a', seen);
      expectSubscriptions(run.subscriptions).toBe(['^ 8ms !', '10ms ^----!']);
    });
  });

  it('starts over for each subscriber', () => {
    marbles(({ cold, expectObservable }) => {
      const source = watch(() => cold<Item>('-a|', values), { interval: 1 });
      expectObservable(source, '8ms !').toBe('-a', seen);
      expectObservable(source, '8ms !').toBe('-a', seen);
    });
  });

  it('emits nothing for the first run that completes with skipInitial, even if an earlier one fails', () => {
    marbles(({ cold, expectObservable }) => {
      const runs = [cold<Item>('-#', values), cold<Item>('-ab|', values), cold<Item>('-A|', values)];
      let index = 0;
      const source = watch<Item>(() => runs[index++] ?? NEVER, { interval: 1, skipInitial: true });
      expectObservable(source, '20ms !').toBe('-------Ay', seen);
    });
  });

  it('identifies elements by keyOf', () => {
    marbles(({ cold, expectObservable }) => {
      const runs = [cold('-a|', { a: 'one' }), cold('-a|', { a: 'two' })];
      let index = 0;
      const source = watch<string>(() => runs[index++] ?? NEVER, { interval: 1, keyOf: (text) => text.length });
      expectObservable(source, '9ms !').toBe('-a--b', {
        a: { type: 'added', item: 'one' },
        b: { type: 'changed', item: 'two', previous: 'one', fields: [] },
      });
    });
  });

  it('ends with an error for which isFatal is true', () => {
    marbles(({ expectObservable }) => {
      const isFatal = (fault: unknown): boolean => fault === 'over';
      const source = watch(() => throwError(() => 'over'), { interval: 1, isFatal });
      expectObservable(source).toBe('#', undefined, 'over');
    });
  });

  it.each<[unknown, new (message: string) => Error, string]>([
    [{ interval: 'soon' }, TypeError, "interval should be a number of milliseconds, not 'soon'"],
    [{ interval: -1 }, RangeError, 'interval should be from 0 to 2147483647 milliseconds, not -1'],
    [{ interval: 1, keyOf: 'id' }, TypeError, "keyOf should be a function, not 'id'"],
    [{ interval: 1, skipInitial: 1 }, TypeError, 'skipInitial should be true or false, not 1'],
    [undefined, TypeError, 'options should be an object, not undefined'],
    [
      { interval: 5, keyof: () => 1 },
      TypeError,
      'options has no "keyof"; known: interval, onFault, isFatal, scheduler, keyOf, skipInitial',
    ],
  ])('ends with an error for the options %j, before anything runs', async (options, type, message) => {
    let runs = 0;
    const source = watch(() => of(item('a', ++runs)), options as WatchOptions<Item>);
    expect(await failureOf(source)).toEqual(new type(`watch: ${message}`));
    expect(runs).toBe(0);
  });

  it('cancels the run or the wait when it is unsubscribed from', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const run = cold<Item>('-a--|', values);
      const source = watch(() => run, { interval: 5 });
      expectObservable(source, '--!').toBe('-a', seen);
      expectObservable(source, '------!').toBe('-a', seen);
      expectSubscriptions(run.subscriptions).toBe(['^-!', '^---!']);
    });
  });

  it('makes the run wait for a slow consumer, its removals too', async () => {
    const { list, requested, quiet } = await serveOfferPages(30);
    let limit = 300;
    const iterator = iterate(
      watch(() => list({ limit }), { interval: 0 }),
      { highWaterMark: 2, maxBuffer: 3 },
    );
    const take = async (count: number): Promise<Set<string>> => {
      const types = new Set<string>();
      for (let taken = 0; taken < count; taken++) types.add(((await iterator.next()).value as Change<Offer>).type);
      return types;
    };
    await take(1);
    await quiet();
    expect(requested()).toBeLessThanOrEqual(3);
    expect(await take(299)).toEqual(new Set(['added']));
    // A removal that did not wait would overflow the buffer.
    limit = 1;
    expect(await take(299)).toEqual(new Set(['removed']));
    await iterator.return?.();
  });

  it('emits one addition, however often a run repeats the same element', () => {
    const source = new Subject<Item>();
    const changes: Change<Item>[] = [];
    const subscription = watch(() => source, { interval: 1 }).subscribe((change) => changes.push(change));
    for (let count = 0; count < 1000; count++) source.next(item('a', 1));
    expect(changes).toHaveLength(1);
    subscription.unsubscribe();
    expect(source.observed).toBe(false);
  });
});

type Row = object | string | number | bigint | null;

/** The changes of several runs, one list for each; a run that ends with an Error fails there. */
const changesOf = (runs: readonly (readonly unknown[])[], keyOf?: (row: Row) => string | number): unknown[][] => {
  const scheduler = new VirtualTimeScheduler();
  const seen: unknown[][] = [];
  const project = (): ObservableInput<Row> => {
    const run = runs[seen.length];
    if (!run) return NEVER;
    seen.push([]);
    const failure = run.find((row) => row instanceof Error);
    const rows = of(...(run.filter((row) => row !== failure) as Row[]));
    return failure
      ? concat(
          rows,
          throwError(() => failure),
        )
      : rows;
  };
  watch(project, { interval: 1, scheduler, ...(keyOf && { keyOf }) }).subscribe({
    next: (change) => seen.at(-1)?.push(change),
    error: (error) => seen.at(-1)?.push(error),
  });
  scheduler.flush();
  return seen;
};

/** The fields that a watch names between two forms of an element; none when it sees no change. */
const changedFields = (before: Row, after: Row): unknown => {
  const [change] = (changesOf([[before], [after]], () => 'key')[1] ?? []) as Change<Row>[];
  return change?.type === 'changed' ? change.fields : undefined;
};

describe('the changes of a watch', () => {
  const [a, other, b] = [item('a', 1), item('a', 2), item('b', 1)];
  const added = (one: unknown) => ({ type: 'added', item: one });
  const changed = (one: unknown, previous: unknown, field = 'n') => ({
    type: 'changed',
    item: one,
    previous,
    fields: [field],
  });
  const down = new Error('down');

  it.each<[string, unknown[][], unknown[][]]>([
    [
      'has a key twice: the last element counts, and the same two show no change',
      [
        [a, b, other],
        [a, b, other],
        [other, b],
        [a, b],
      ],
      [[added(a), added(b), changed(other, a)], [], [], [changed(a, other)]],
    ],
    ['fails: it removes nothing, and what it saw is kept', [[a], [b, down], [a, b]], [[added(a)], [added(b)], []]],
    [
      'failed with a key twice: that is remembered',
      [[other], [a, other, down], [a, other], [a, down], [a, other]],
      [[added(other)], [changed(a, other)], [changed(other, a)], [], []],
    ],
    [
      'has an id as a number: it is the id of the same text',
      [[{ id: '7' }], [{ id: 7 }]],
      [[added({ id: '7' })], [changed({ id: 7 }, { id: '7' }, 'id')]],
    ],
  ])('after a run that %s', (_, runs, changes) => {
    expect(changesOf(runs)).toEqual(changes);
  });

  it.each([[{}], [{ id: null }], [{ id: NaN }], [{ id: {} }], ['a'], [null]])(
    'end with a TypeError for %j, which has no key',
    (row) => {
      expect(changesOf([[row]])).toEqual([
        [new TypeError('watch: every element needs an id or a key from keyOf, but one has none')],
      ]);
    },
  );

  const offer = (name: string): Offer => new Offer(undefined as never, { id: '1', name });
  it.each<[string, Row, Row, unknown]>([
    [
      'properties that differ, were removed and were added',
      { a: 1, b: 2, c: 3 },
      { a: 1, b: 4, d: undefined },
      ['b', 'c', 'd'],
    ],
    ['no property, whatever their order', { a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, undefined],
    ['nothing for NaN twice', { a: NaN }, { a: NaN }, undefined],
    ['lists and objects by content', { a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, ['a']],
    ['Maps by content', { a: new Map([['1', { b: 2 }]]) }, { a: new Map([['1', { b: 3 }]]) }, ['a']],
    ['no equal Map', { a: new Map([['1', { b: 2 }]]) }, { a: new Map([['1', { b: 2 }]]) }, undefined],
    ['dates by time', { a: new Date(1) }, { a: new Date(2) }, ['a']],
    ['a text in place of a number', { a: '1' }, { a: 1 }, ['a']],
    ['a name that objects inherit', {}, { toString: '1' }, ['toString']],
    ['__proto__', JSON.parse('{"__proto__":1}') as object, JSON.parse('{"__proto__":2}') as object, ['__proto__']],
    ['no names of plain values that differ', 'a', 'b', []],
    ['no names where a plain value becomes an object', 'a', { a: 1 }, []],
    ['nothing for equal plain values', NaN, NaN, undefined],
    ['fields of models', offer('a'), offer('b'), ['name']],
    ['nothing for equal models', offer('a'), offer('a'), undefined],
  ])('name %s', (_, before, after, fields) => {
    expect(changedFields(before, after)).toEqual(fields);
  });
});

/** The elements of each run, some keys more than once, and the number of elements after which it fails. */
const runs = fc.array(
  fc.record({
    items: fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), n: fc.nat(2) }), { maxLength: 8 }),
    failsAfter: fc.option(fc.nat(8), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Applies changes as a dashboard does, and checks that each of them fits. */
const apply = (shown: Map<string, Item>, change: Change<Item>): void => {
  const before = shown.get(change.item.id);
  if (change.type === 'added') expect(before).toBeUndefined();
  if (change.type === 'removed') expect(before).toEqual(change.item);
  if (change.type === 'changed') {
    expect(before).toEqual(change.previous);
    expect(change.fields).toEqual(['n']);
    expect(change.item).not.toEqual(change.previous);
  }
  if (change.type === 'removed') shown.delete(change.item.id);
  else shown.set(change.item.id, change.item);
};

describe('the changes of any runs', () => {
  it('add up to the elements of the last run that completed', () => {
    fc.assert(
      fc.property(runs, (given) => {
        const scheduler = new VirtualTimeScheduler();
        const shown = new Map<string, Item>();
        let completed: readonly Item[] | undefined;
        let index = 0;
        const check = (): void => {
          if (completed) expect(shown).toEqual(new Map(completed.map((one) => [one.id, one])));
          completed = undefined;
        };
        const project = () => {
          check();
          const run = given[index++];
          if (!run) return NEVER;
          const { items, failsAfter = Infinity } = run;
          const fails = failsAfter <= items.length;
          if (!fails) completed = items;
          const rows = from(items.slice(0, failsAfter)).pipe(
            concatMap((one) => timer(1, scheduler).pipe(map(() => one))),
          );
          return fails
            ? concat(
                rows,
                throwError(() => new Error('down')),
              )
            : rows;
        };
        watch(project, { interval: 5, scheduler }).subscribe((change) => apply(shown, change));
        scheduler.flush();
        expect(index).toBe(given.length + 1);
      }),
      { numRuns: soak(40, 300) },
    );
  });
});
