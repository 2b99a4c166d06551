import * as rxjs from 'rxjs';
import { bufferCount, NEVER, type ObservableInput, of, range, throwError, timer } from 'rxjs';
import { iterate } from 'rxoffers';
import { concatMap, mergeMap } from 'rxoffers/operators';
import { describe, expect, it } from 'vitest';
import { collect, failureOf } from '../../support/collect.js';
import { marbles } from '../../support/marbles.js';
import { serveOfferPages } from '../../support/offer-pages.js';

type Merging = (project: () => rxjs.Observable<string>) => rxjs.OperatorFunction<string, string>;

/** Checks that two operators emit the same for sources and inner streams of all kinds. */
const expectSame = (ours: Merging, theirs: Merging): void =>
  marbles(({ cold, hot, expectObservable }) => {
    for (const [source, inner] of [
      ['abc---|', '-x-y|'],
      ['a-b-c-|', '--x|'],
      ['a--b--#', '-x-y|'],
      ['a-b|', '-x#'],
      ['|', 'x|'],
      ['a-b-c--', '---x-|'],
    ] as const)
      expectObservable(hot(source).pipe(ours(() => cold(inner)))).toEqual(hot(source).pipe(theirs(() => cold(inner))));
  });

describe('mergeMap and concatMap of rxoffers/operators', () => {
  it('emit what those of RxJS emit', () => {
    for (const concurrent of [undefined, 1, 2, 3])
      expectSame(
        (project) => mergeMap(project, concurrent),
        (project) => rxjs.mergeMap(project, concurrent),
      );
    expectSame(
      (project) => concatMap(project),
      (project) => rxjs.concatMap(project),
    );
  });

  it.each<[string, ObservableInput<number>]>([
    ['arrays', [1, 2]],
    ['promises', Promise.resolve(1)],
    ['Observables', of(1, 2)],
    ['iterables', new Set([1, 2])],
  ])('take %s', async (_, inner) => {
    const expected = await collect(range(0, 3).pipe(rxjs.concatMap(() => inner)));
    expect(await collect(range(0, 3).pipe(concatMap(() => inner)))).toEqual(expected);
    expect(await collect(range(0, 3).pipe(mergeMap(() => inner)))).toEqual(expected);
  });

  it('take a result selector, as those of RxJS do', async () => {
    const project = (value: number) => of(value, 7);
    const select = (...all: unknown[]): string => all.join();
    const expected = ['5,5,0,0', '5,7,0,1', '6,6,1,0', '6,7,1,1'];
    expect(await collect(range(5, 2).pipe(mergeMap(project, select)))).toEqual(expected);
    expect(await collect(range(5, 2).pipe(mergeMap(project, select, 1)))).toEqual(expected);
    expect(await collect(range(5, 2).pipe(concatMap(project, select)))).toEqual(expected);
    expect(await collect(range(5, 2).pipe(mergeMap((value) => of(value), undefined, 1)))).toEqual([5, 6]);
  });

  it.each<[string, rxjs.OperatorFunction<unknown, unknown>]>([
    ['mergeMap of 10', mergeMap(() => NEVER, 10)],
    ['concatMap', concatMap(() => NEVER)],
    [
      'concatMap of arrays',
      rxjs.pipe(
        bufferCount(20),
        concatMap(() => NEVER),
      ),
    ],
  ])('make a list wait that is only subscribed to: %s', async (_, operator) => {
    const { list, requested, quiet } = await serveOfferPages(1_000);
    const subscription = list().pipe(operator).subscribe();
    await quiet();
    expect(requested()).toBeLessThanOrEqual(6);
    subscription.unsubscribe();
  });

  it.each([
    [undefined, 1_000],
    [Infinity, 5_000],
  ])('run as many inner streams as are allowed: %s', (concurrent, expected) => {
    let running = 0;
    const start = mergeMap(() => {
      running++;
      return NEVER;
    }, concurrent);
    range(0, 5_000).pipe(start).subscribe().unsubscribe();
    expect(running).toBe(expected);
  });

  it('give the projection a signal that aborts what is left', () => {
    const signals: AbortSignal[] = [];
    const wait = mergeMap((_: number, _index, { signal }) => {
      signals.push(signal);
      return timer(1_000);
    });
    range(0, 2).pipe(wait).subscribe().unsubscribe();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it('end with the error of an inner stream, and refuse what cannot be', async () => {
    const fail = throwError(() => new Error('inner'));
    expect(await failureOf(of(1).pipe(mergeMap(() => fail)))).toMatchObject({ message: 'inner' });
    expect(() => mergeMap(5 as never)).toThrow(new TypeError('mergeMap: project should be a function, not 5'));
    expect(() => concatMap(5 as never)).toThrow(new TypeError('concatMap: project should be a function, not 5'));
    expect(() => mergeMap(() => [], 0)).toThrow(new RangeError('mergeMap: concurrent should be at least 1, not 0'));
    expect(() => mergeMap(() => [], NaN)).toThrow(RangeError);
    expect(() => mergeMap(() => [], '4' as never)).toThrow(TypeError);
  });

  it('can be looped over', async () => {
    const { list } = await serveOfferPages(4);
    const ids: number[] = [];
    for await (const id of list().pipe(mergeMap((offer) => Promise.resolve(Number(offer.id)), 4))) ids.push(id);
    expect(ids).toHaveLength(40);
    for await (const id of iterate(list().pipe(concatMap((offer) => [offer.id])))) ids.push(Number(id));
    expect(ids).toHaveLength(80);
  });
});
