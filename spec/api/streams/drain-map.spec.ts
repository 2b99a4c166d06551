import fc from 'fast-check';
import {
  concatMap,
  delay,
  from,
  map,
  merge,
  NEVER,
  of,
  range,
  Subject,
  take,
  takeUntil,
  throwError,
  timer,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { drainMap, iterate, type Offer, Stream } from 'rxoffers';
import { collect, failureOf } from '../../support/collect.js';
import { marbles } from '../../support/marbles.js';
import { serveOfferPages } from '../../support/offer-pages.js';
import { soak } from '../../support/soak.js';

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

  it('runs up to `concurrency` inner streams at once', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('abc|');
      const inner = cold('---x|');
      expectObservable(source.pipe(drainMap(() => inner, { concurrency: 2 }))).toBe('---xx--x|');
    });
  });

  it('cancels all inner streams when it is unsubscribed from', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const inner = cold('-----');
      const result = cold('a----').pipe(drainMap(() => inner));
      expectObservable(result, '^--!');
      expectSubscriptions(inner.subscriptions).toBe('^--!');
    });
  });

  it('passes on errors of the source, of an inner stream and of the projection', async () => {
    const fail = () => throwError(() => new Error('x'));
    expect(await failureOf(fail().pipe(drainMap(() => of(1))))).toMatchObject({ message: 'x' });
    expect(await failureOf(of(1).pipe(drainMap(fail)))).toMatchObject({ message: 'x' });
    const broken = drainMap((_: number): number[] => {
      throw new Error('y');
    });
    expect(await failureOf(of(1).pipe(broken))).toMatchObject({ message: 'y' });
  });

  it('makes a paged source wait: no page is requested beyond what runs', async () => {
    const { list, requested, quiet } = await serveOfferPages(1_000);
    const subscription = list()
      .pipe(drainMap(() => NEVER, { concurrency: 3 }))
      .subscribe();
    await quiet();
    expect(requested()).toBeLessThanOrEqual(2);
    subscription.unsubscribe();
  });

  it('makes the source wait for the consumer too, when inner streams complete at once', async () => {
    const { list, requested, quiet } = await serveOfferPages(1_000);
    const iterator = iterate(list().pipe(drainMap((offer) => of(offer))), { highWaterMark: 16 });
    await iterator.next();
    await quiet();
    expect(requested()).toBeLessThanOrEqual(4);
    await iterator.return?.();
  });

  it('makes inner lists wait for the consumer, not for drainMap itself', async () => {
    const { list, requested, quiet } = await serveOfferPages(1_000);
    const iterator = iterate(of(1, 2).pipe(drainMap(() => list(), { concurrency: 2 })), { highWaterMark: 16 });
    await iterator.next();
    await quiet();
    expect(requested()).toBeLessThanOrEqual(8);
    await iterator.return?.();
  });

  it('does not deadlock: merged lists of one client that allows one call at a time', async () => {
    const { list } = await serveOfferPages(5, 4, { concurrency: 1 });
    const pipeline = merge(list(), list()).pipe(
      drainMap((offer) => timer(1).pipe(map(() => offer)), { concurrency: 2 }),
    );
    let seen = 0;
    for await (const _ of iterate(pipeline, { highWaterMark: 2 })) seen++;
    expect(seen).toBe(40);
  });

  it('does not deadlock: lists inside drainMap', async () => {
    const { list } = await serveOfferPages(3, 4);
    const pipeline = list().pipe(drainMap(() => list({ limit: 6 }), { concurrency: 3 }));
    let seen = 0;
    for await (const _ of iterate(pipeline, { highWaterMark: 1 })) seen++;
    expect(seen).toBe(3 * 4 * 6);
  });

  it('runs 10,000 inner streams that complete at once without growing the stack', async () => {
    expect(await collect(range(0, 10_000).pipe(drainMap((value) => of(value))))).toHaveLength(10_000);
  });

  it('queues a limited number of elements of a source that cannot wait', async () => {
    const error = await failureOf(range(0, 1_000).pipe(drainMap(() => NEVER, { maxBuffer: 100 })));
    expect(error).toMatchObject({ name: 'BufferOverflowError', maxBuffer: 100 });
  });

  it('passes the index of the element to the projection', async () => {
    expect(await collect(of('a', 'b').pipe(drainMap((_, index) => of(index))))).toEqual([0, 1]);
  });

  it('can be unsubscribed from in the middle of an inner stream', async () => {
    expect(
      await collect(
        of(1, 2).pipe(
          drainMap(() => range(0, 10)),
          take(3),
        ),
      ),
    ).toEqual([0, 1, 2]);
  });

  it.each<[unknown, new (message: string) => Error, string]>([
    [{ concurrency: 0 }, RangeError, 'drainMap: concurrency should be an integer of at least 1, not 0'],
    [{ concurrency: '2' }, TypeError, "drainMap: concurrency should be an integer, not '2'"],
    [{ maxBuffer: true }, TypeError, 'drainMap: maxBuffer should be an integer, not true'],
    [{ maxBuffer: 0 }, RangeError, 'drainMap: maxBuffer should be an integer of at least 1, not 0'],
    [null, TypeError, 'drainMap: options should be an object, not null'],
    [{ concurency: 4 }, TypeError, 'drainMap: options has no "concurency"; known: concurrency, ordered, maxBuffer'],
  ])('refuses the options %j', (options, kind, message) => {
    expect(() => drainMap(() => of(1), options as object)).toThrow(new kind(message));
  });

  it('takes any source: arrays, promises, iterables, of any types', async () => {
    const inners = [of('a'), Promise.resolve(1), [true, false], new Set(['s']), Stream.from(['t'])];
    const mixed = range(0, 5).pipe(drainMap((index) => inners[index] ?? []));
    expect(await collect(mixed)).toEqual(['a', 1, true, false, 's', 't']);
  });

  it('takes any number of elements that come at once', async () => {
    const slow = drainMap((value: number) => Promise.resolve(value), { concurrency: 100 });
    expect(await collect(range(0, 20_000).pipe(slow))).toHaveLength(20_000);
  });

  it('aborts the signals of the inner streams that are left, and of no other', () => {
    const signals: AbortSignal[] = [];
    const left = new Subject<void>();
    const pipeline = range(0, 5).pipe(
      drainMap(
        (value, _index, { signal }) => {
          signals.push(signal);
          return value === 0 ? of(value) : NEVER;
        },
        { concurrency: 2 },
      ),
    );
    pipeline.pipe(takeUntil(left)).subscribe();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false, false]);
    left.next();
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, true, true]);
  });

  describe('ordered', () => {
    it('emits in the order of the source, whichever inner stream is first', () => {
      marbles(({ cold, expectObservable }) => {
        const inners = [cold('---a--b|'), cold('c-d|'), cold('-----e|')];
        const merged = range(0, 3).pipe(drainMap((index) => inners[index] ?? [], { concurrency: 2, ordered: true }));
        // The third one starts when the first has completed.
        expectObservable(merged).toBe('---a--b(cd)-e|');
      });
    });

    it.each([1, 3, 10])('gives what concatMap gives, at concurrency %i', async (concurrency) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(fc.nat(600), fc.nat(2)), { maxLength: 12 }), async (plan) => {
          const make = ([length, kind]: [number, number]) => {
            const values = Array.from({ length }, (_, index) => index);
            if (kind === 0) return values;
            return kind === 1 ? Promise.resolve(values).then(String) : Stream.from(values).pipe(delay(1));
          };
          const wanted = await collect(from(plan).pipe(concatMap((entry) => from(make(entry) as number[]))));
          const pipeline = from(plan).pipe(
            drainMap((entry) => make(entry) as number[], { concurrency, ordered: true }),
          );
          const seen: unknown[] = [];
          for await (const value of iterate(pipeline, { highWaterMark: 4 })) seen.push(value);
          expect(seen).toEqual(wanted);
        }),
        { numRuns: soak(20, 200) },
      );
    });

    it('makes inner lists wait that are ahead of their turn', async () => {
      const { list, requested, quiet } = await serveOfferPages(1_000);
      const first = new Subject<Offer>();
      const pipeline = of(0, 1).pipe(
        drainMap((index) => (index === 0 ? first : list()), { concurrency: 2, ordered: true }),
      );
      const seen: string[] = [];
      const subscription = pipeline.pipe(take(300)).subscribe((offer) => void seen.push(String(offer.id)));
      await quiet();
      // 256 offers wait, ten to a page.
      expect(requested()).toBeLessThanOrEqual(30);
      expect(seen).toEqual([]);
      first.complete();
      await expect.poll(() => seen.length).toBe(300);
      expect(seen).toEqual(Array.from({ length: 300 }, (_, index) => String(index)));
      expect(subscription.closed).toBe(true);
    });

    it('runs 10,000 inner streams that complete at once without growing the stack', async () => {
      const pipeline = range(0, 10_000).pipe(drainMap((value) => [value, value], { concurrency: 4, ordered: true }));
      expect(await collect(pipeline)).toHaveLength(20_000);
    });
  });
});
