import fc from 'fast-check';
import { concat, concatMap, from, map, NEVER, of, Subject, throwError, timer, VirtualTimeScheduler } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { type Change, iterate, watch, type WatchOptions } from 'rxoffers';
import { streamOf } from '../../lib/streams/paginate.js';
import { failureOf, settle } from '../support/collect.js';

type Helpers = Parameters<Parameters<TestScheduler['run']>[0]>[0];

interface Item {
  readonly id: string;
  readonly n: number;
}

const marbles = (script: (helpers: Helpers) => void): void =>
  new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(script);

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
  it('emits additions and changes as they come, and removals when the run has completed', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const runs = [cold<Item>('-a-b|', values), cold<Item>('-A-|', values), cold<Item>('|')];
      let index = 0;
      const source = watch<Item>(() => runs[index++] ?? NEVER, { interval: 3 });
      const last = { ...seen, x: { type: 'removed', item: values.A } };
      expectObservable(source, '18ms !').toBe('-a-b----A-y--x', last);
      expectSubscriptions(runs[1]?.subscriptions ?? []).toBe('-------^--!');
    });
  });

  it('removes nothing after a run that fails half-way, keeps what it saw, and goes on after the interval', () => {
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

  it('starts anew for each subscriber', () => {
    marbles(({ cold, expectObservable }) => {
      const source = watch(() => cold<Item>('-a|', values), { interval: 1 });
      expectObservable(source, '8ms !').toBe('-a', seen);
      expectObservable(source, '8ms !').toBe('-a', seen);
    });
  });

  it('takes what is there at the beginning as known with skipInitial, also when the first run fails', () => {
    marbles(({ cold, expectObservable }) => {
      const runs = [cold<Item>('-#', values), cold<Item>('-ab|', values), cold<Item>('-A|', values)];
      let index = 0;
      const source = watch<Item>(() => runs[index++] ?? NEVER, { interval: 1, skipInitial: true });
      expectObservable(source, '20ms !').toBe('-------Ay', seen);
    });
  });

  it('tells elements apart by what keyOf says', () => {
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

  it('ends with a TypeError that names keyOf when an element has no key', async () => {
    const fault = await failureOf(watch(() => of('a'), { interval: 1 }));
    expect(fault).toBeInstanceOf(TypeError);
    expect(String(fault)).toContain('keyOf');
  });

  it('ends with what isFatal says cannot pass', () => {
    marbles(({ expectObservable }) => {
      const isFatal = (fault: unknown): boolean => fault === 'over';
      const source = watch(() => throwError(() => 'over'), { interval: 1, isFatal });
      expectObservable(source).toBe('#', undefined, 'over');
    });
  });

  it.each([
    [{ interval: 'soon' }, TypeError],
    [{ interval: -1 }, RangeError],
    [{ interval: 1, keyOf: 'id' }, TypeError],
    [{ interval: 1, skipInitial: 1 }, TypeError],
    [undefined, TypeError],
  ])('refuses the options %j as an error of the stream, and runs nothing', async (options, type) => {
    let runs = 0;
    const source = watch(() => of(item('a', ++runs)), options as unknown as WatchOptions<Item>);
    expect(await failureOf(source)).toBeInstanceOf(type);
    expect(runs).toBe(0);
  });

  it('cancels the run, or the wait, when it is left', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const run = cold<Item>('-a--|', values);
      const source = watch(() => run, { interval: 5 });
      expectObservable(source, '--!').toBe('-a', seen);
      expectObservable(source, '------!').toBe('-a', seen);
      expectSubscriptions(run.subscriptions).toBe(['^-!', '^---!']);
    });
  });

  it('makes the run wait for a slow consumer, its removals too', async () => {
    let pulled = 0;
    let rows = Array.from({ length: 10 }, (_, index) => item(String(index)));
    const counted = (): Item[] =>
      rows.map((row) => ({
        get id() {
          pulled++;
          return row.id;
        },
        n: row.n,
      }));
    const iterator = iterate(
      watch(() => streamOf(of(counted())), { interval: 0, keyOf: ({ id }) => id }),
      { highWaterMark: 2, maxBuffer: 3 },
    );
    await iterator.next();
    await settle(10);
    expect(pulled).toBeLessThan(10);
    for (let count = 1; count < 10; count++) await iterator.next();
    rows = [];
    const gone = (await iterator.next()).value as Change<Item>;
    expect(gone.type).toBe('removed');
    await settle(10);
    const rest = [];
    for (let count = 1; count < 10; count++) rest.push(((await iterator.next()).value as Change<Item>).item.id);
    expect(rest).toHaveLength(9);
    await iterator.return?.();
  });

  it('says once that a key is there, however often a run holds it alike', () => {
    const source = new Subject<Item>();
    const changes: Change<Item>[] = [];
    const subscription = watch(() => source, { interval: 1 }).subscribe((change) => changes.push(change));
    for (let count = 0; count < 1000; count++) source.next(item('a', 1));
    expect(changes).toHaveLength(1);
    subscription.unsubscribe();
    expect(source.observed).toBe(false);
  });
});

/** What a run holds, some keys more than once, and after how many elements it fails. */
const runs = fc.array(
  fc.record({
    items: fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), n: fc.nat(2) }), { maxLength: 8 }),
    failsAfter: fc.option(fc.nat(8), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Applies changes as a dashboard does, and finds fault with those that do not fit. */
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

describe('the changes of a watch', () => {
  it('give what the last run that completed held, when they are applied to nothing', () => {
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
      { numRuns: 300 },
    );
  });
});
