// Compiled, never run: every call of the operators of RxJS compiles with those of rxoffers/operators, and gives the same type.
import { from, map, type Observable, of, type OperatorFunction, pipe } from 'rxjs';
import type * as rxjs from 'rxjs';
import { concatMap, mergeMap } from 'rxoffers/operators';
import type { HasOffers, Offer, Stream } from 'rxoffers';

declare const source: Observable<number>;

/** The same call with both. */
export const calls = (
  operators: Pick<typeof rxjs, 'mergeMap' | 'concatMap'> | undefined,
): Observable<string | number>[] => [
  source.pipe(mergeMap((value) => of(String(value)))),
  source.pipe(mergeMap((value, index) => [value, index], 4)),
  source.pipe(mergeMap(async (value) => Promise.resolve(value))),
  source.pipe(mergeMap((value) => (value > 1 ? of('a') : [1]))),
  source.pipe(mergeMap((value) => of(value), undefined, 3)),
  source.pipe(
    mergeMap(
      (value) => of(value),
      (outer, inner, i, j) => `${outer + inner + i + j}`,
    ),
  ),
  source.pipe(
    mergeMap(
      (value) => of(value),
      (outer, inner) => outer + inner,
      2,
    ),
  ),
  source.pipe(concatMap((value) => from([value]))),
  source.pipe(concatMap((value, index) => Promise.resolve(`${value + index}`))),
  source.pipe(concatMap((value) => of(value), undefined)),
  source.pipe(
    concatMap(
      (value) => of(value),
      (outer, inner, i, j) => outer + inner + i + j,
    ),
  ),
  ...(operators ? [source.pipe(operators.mergeMap((value) => of(value)))] : []),
];

export const inferred = ({ offers }: HasOffers): void => {
  offers.findAll().pipe(mergeMap((offer) => of(offer))) satisfies Stream<Offer>;
  pipe(
    map(String),
    mergeMap((text: string) => of(text.length)),
  ) satisfies OperatorFunction<unknown, number>;
  // @ts-expect-error no source
  offers.findAll().pipe(mergeMap((offer) => Number(offer.id)));
};

/** What is asked for where an operator of RxJS is. */
export const replaced: typeof rxjs.concatMap = concatMap;
export const merged: typeof rxjs.mergeMap = mergeMap;
