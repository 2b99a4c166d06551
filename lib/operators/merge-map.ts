import { map, type ObservableInput, type ObservedValueOf, type OperatorFunction } from 'rxjs';
import { checkFunction } from '../streams/checks.js';
import { drainWith, type InnerContext, MAX_BUFFER } from '../streams/drain-map.js';
import { fromInput } from '../streams/pull.js';

/** Inner streams that run at once unless told otherwise. That of RxJS is any number, which no source would wait for. */
const DEFAULT_CONCURRENT = 1_000;

/** Pairs an element with one of its inner stream: the `resultSelector` of RxJS. */
type ResultSelector<T, O extends ObservableInput<unknown>, R> = (
  outer: T,
  inner: ObservedValueOf<O>,
  outerIndex: number,
  innerIndex: number,
) => R;

type Projection<T, O> = (value: T, index: number, context: InnerContext) => O;

/** A projection whose inner streams hold the results of a selector. */
const selecting =
  <T, O extends ObservableInput<unknown>, R>(project: Projection<T, O>, select: ResultSelector<T, O, R>) =>
  (value: T, index: number, context: InnerContext) =>
    fromInput(project(value, index, context) as ObservableInput<ObservedValueOf<O>>).pipe(
      map((inner, innerIndex) => select(value, inner, index, innerIndex)),
    );

const checkConcurrent = (concurrent: unknown): number => {
  if (typeof concurrent !== 'number') throw new TypeError('mergeMap: concurrent should be a number');
  if (!(concurrent >= 1)) throw new RangeError(`mergeMap: concurrent should be at least 1, not ${concurrent}`);
  return concurrent;
};

/**
 * The `mergeMap` of RxJS whose source waits: while `concurrent` inner streams run, or the consumer wants nothing, a source
 * of this library emits nothing more. That of RxJS queues every element meanwhile.
 *
 * The one difference in meaning: `concurrent` is 1,000 by default, not `Infinity`. `Infinity` can be given, and makes no
 * source wait. As the third argument, `project` gets `{ signal }`, which aborts when its inner stream is left.
 *
 * @param project makes the inner stream of an element
 * @param concurrent the most inner streams that run at once. @default 1,000
 * @example
 * ```ts
 * api.rawLogs.clicks.findAll('201609').pipe(mergeMap((click) => insert(click), 10));
 * ```
 */
export function mergeMap<T, O extends ObservableInput<unknown>>(
  project: Projection<T, O>,
  concurrent?: number,
): OperatorFunction<T, ObservedValueOf<O>>;
/** @deprecated as in RxJS: `map` inside of `project` instead */
export function mergeMap<T, O extends ObservableInput<unknown>>(
  project: Projection<T, O>,
  resultSelector: undefined,
  concurrent?: number,
): OperatorFunction<T, ObservedValueOf<O>>;
/** @deprecated as in RxJS: `map` inside of `project` instead */
export function mergeMap<T, R, O extends ObservableInput<unknown>>(
  project: Projection<T, O>,
  resultSelector: ResultSelector<T, O, R>,
  concurrent?: number,
): OperatorFunction<T, R>;
export function mergeMap<T, R, O extends ObservableInput<unknown>>(
  project: Projection<T, O>,
  second?: ResultSelector<T, O, R> | number,
  third?: number,
): OperatorFunction<T, R | ObservedValueOf<O>> {
  checkFunction('mergeMap: project', project);
  const given = typeof second === 'function' ? third : (second ?? third);
  const concurrency = checkConcurrent(given ?? DEFAULT_CONCURRENT);
  const limits = { concurrency, maxBuffer: MAX_BUFFER, maxBurst: Infinity, ordered: false };
  return typeof second === 'function' ? drainWith(selecting(project, second), limits) : drainWith(project, limits);
}

/**
 * The `concatMap` of RxJS whose source waits: while an inner stream runs, a source of this library emits nothing more. That
 * of RxJS queues every element meanwhile.
 *
 * @param project makes the inner stream of an element
 * @example
 * ```ts
 * api.rawLogs.clicks.findAll('201609').pipe(bufferCount(1_000), concatMap((clicks) => insertAll(clicks)));
 * ```
 */
export function concatMap<T, O extends ObservableInput<unknown>>(
  project: Projection<T, O>,
): OperatorFunction<T, ObservedValueOf<O>>;
/** @deprecated as in RxJS: `map` inside of `project` instead */
export function concatMap<T, O extends ObservableInput<unknown>>(
  project: Projection<T, O>,
  resultSelector: undefined,
): OperatorFunction<T, ObservedValueOf<O>>;
/** @deprecated as in RxJS: `map` inside of `project` instead */
export function concatMap<T, R, O extends ObservableInput<unknown>>(
  project: Projection<T, O>,
  resultSelector: ResultSelector<T, O, R>,
): OperatorFunction<T, R>;
export function concatMap<T, R, O extends ObservableInput<unknown>>(
  project: Projection<T, O>,
  resultSelector?: ResultSelector<T, O, R>,
): OperatorFunction<T, R | ObservedValueOf<O>> {
  checkFunction('concatMap: project', project);
  return resultSelector === undefined ? mergeMap(project, 1) : mergeMap(project, resultSelector, 1);
}
