import { map, merge, NEVER, Observable, of, range, take, throwError, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { drainMap, iterate } from 'rxoffers';
import { items } from '../../lib/streams/paginate.js';
import { collect, failureOf, settle } from '../support/collect.js';
import { numbers } from '../support/page-source.js';
import { paging } from '../support/paging.js';

const marbles = (test: (scheduler: Parameters<Parameters<TestScheduler['run']>[0]>[0]) => void): void =>
  new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(test);

describe('drainMap', () => {
  it('runs one inner stream at a time by default', () => {
    marbles(({ hot, cold, expectObservable, expectSubscriptions }) => {
      const source = hot('   ab|');
      const a = cold('       --1--2|');
      const b = cold('             3-4|');
      const expected = '     --1--23-4|';
      expectObservable(source.pipe(drainMap((key) => (key === 'a' ? a : b)))).toBe(expected);
      expectSubscriptions(a.subscriptions).toBe('^-----!');
      expectSubscriptions(b.subscriptions).toBe('------^--!');
    });
  });

  it('runs as many inner streams at once as told', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('abc|');
      const inner = cold('---x|');
      expectObservable(source.pipe(drainMap(() => inner, { concurrency: 2 }))).toBe('---xx--x|');
    });
  });

  it('ends all inner streams when it is left', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const inner = cold('-----');
      const result = cold('a----').pipe(drainMap(() => inner));
      expectObservable(result, '^--!');
      expectSubscriptions(inner.subscriptions).toBe('^--!');
    });
  });

  it('passes errors of the source, of an inner stream and of the projection', async () => {
    const fail = () => throwError(() => new Error('x'));
    expect(await failureOf(fail().pipe(drainMap(() => of(1))))).toMatchObject({ message: 'x' });
    expect(await failureOf(of(1).pipe(drainMap(fail)))).toMatchObject({ message: 'x' });
    const broken = drainMap<number, number>(() => {
      throw new Error('y');
    });
    expect(await failureOf(of(1).pipe(broken))).toMatchObject({ message: 'y' });
  });

  it('makes a paged source wait: nothing is asked for beyond what runs', async () => {
    const source = numbers(1_000);
    const pipeline = items(source.fetch, paging()).pipe(drainMap(() => NEVER, { concurrency: 3 }));
    const subscription = pipeline.subscribe();
    await settle();
    expect(source.asked.length).toBeLessThanOrEqual(2);
    subscription.unsubscribe();
  });

  it('makes the source wait for the consumer too, when inner streams end at once', async () => {
    const source = numbers(1_000);
    const iterator = iterate(items(source.fetch, paging()).pipe(drainMap((value) => of(value))), { highWaterMark: 16 });
    await iterator.next();
    await settle();
    expect(source.asked.length).toBeLessThanOrEqual(4);
    await iterator.return?.();
  });

  it('makes inner lists wait for the consumer, not for itself', async () => {
    const outer = numbers(1, 2);
    const inner = numbers(1_000);
    const pipeline = items(outer.fetch, paging()).pipe(
      drainMap(() => items(inner.fetch, paging()), { concurrency: 2 }),
    );
    const iterator = iterate(pipeline, { highWaterMark: 16 });
    await iterator.next();
    await settle();
    expect(inner.asked.length).toBeLessThanOrEqual(8);
    await iterator.return?.();
    expect(inner.inFlight()).toBe(0);
  });

  it('does not deadlock: two merged lists that share one permit', async () => {
    let free = true;
    const waiting: (() => void)[] = [];
    /** As the transport does: the permit is given back before the page is passed on. */
    const permitted = <T>(work: Observable<T>): Observable<T> =>
      new Observable((subscriber) => {
        const start = (): void => {
          free = false;
          let last: T;
          subscriber.add(
            work.subscribe({
              next: (value) => (last = value),
              complete: () => {
                free = true;
                waiting.shift()?.();
                subscriber.next(last);
                subscriber.complete();
              },
            }),
          );
        };
        if (free) start();
        else waiting.push(start);
      });
    const list = () => {
      const { fetch } = numbers(5, 4);
      return items((request) => permitted(fetch(request)), paging());
    };
    const pipeline = merge(list(), list()).pipe(
      drainMap((value) => timer(1).pipe(map(() => value)), { concurrency: 2 }),
    );
    let seen = 0;
    for await (const _ of iterate(pipeline, { highWaterMark: 2 })) seen++;
    expect(seen).toBe(40);
  });

  it('does not deadlock: lists inside drainMap', async () => {
    const pipeline = items(numbers(3, 4).fetch, paging()).pipe(
      drainMap(() => items(numbers(2, 3).fetch, paging()), { concurrency: 3 }),
    );
    let seen = 0;
    for await (const _ of iterate(pipeline, { highWaterMark: 1 })) seen++;
    expect(seen).toBe(3 * 4 * 6);
  });

  it('runs 10,000 inner streams that end at once without growing the stack', async () => {
    expect(await collect(range(0, 10_000).pipe(drainMap((value) => of(value))))).toHaveLength(10_000);
  });

  it('does not keep endless elements of a source that cannot wait', async () => {
    const error = await failureOf(range(0, 1_000).pipe(drainMap(() => NEVER, { maxBuffer: 100 })));
    expect(error).toMatchObject({ name: 'BufferOverflowError', maxBuffer: 100 });
  });

  it('counts its projections', async () => {
    expect(await collect(of('a', 'b').pipe(drainMap((_, index) => of(index))))).toEqual([0, 1]);
  });

  it('can be left in the middle of an inner stream', async () => {
    expect(
      await collect(
        of(1, 2).pipe(
          drainMap(() => range(0, 10)),
          take(3),
        ),
      ),
    ).toEqual([0, 1, 2]);
  });

  it.each([
    [{ concurrency: 0 }, RangeError],
    [{ concurrency: '2' as never }, TypeError],
  ])('refuses %o', (options, kind) => {
    expect(() => drainMap(() => of(1), options)).toThrow(kind);
  });
});
