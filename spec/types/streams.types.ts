// Compiled, never run: streams and what RxJS makes of them.
import { bufferCount, filter, map, type Observable, of, tap, toArray } from 'rxjs';
import { type HasOffers, iterate, type Offer, type Page, type PipelineIterator, Stream } from 'rxoffers';

export const pipes = ({ offers }: HasOffers): void => {
  const all = offers.findAll();
  all.pipe() satisfies Stream<Offer>;
  all.pipe(map((offer) => offer.name)) satisfies Stream<string | undefined>;
  all.pipe(
    filter((offer) => offer.status === 'active'),
    map((offer) => [offer.id, 1] as const),
    map(([id]) => Number(id)),
    map(String),
    map((text) => text.length),
    tap((length) => void length.toFixed()),
    bufferCount(10),
    map((lengths) => lengths.length),
    toArray(),
  ) satisfies Stream<number[]>;
  const same = map((value: number) => value);
  Stream.from([1]).pipe(same, same, same, same, same, same, same, same, same, same) satisfies Stream<unknown>;
  // @ts-expect-error an operator of other elements
  all.pipe(map((text: string) => text));
};

export const loops = async ({ offers }: HasOffers): Promise<void> => {
  for await (const name of offers.findAll().pipe(map((offer) => offer.name))) name satisfies string | undefined;
  const iterator = iterate(offers.findAll(), { signal: AbortSignal.timeout(1) }) satisfies PipelineIterator<Offer>;
  (await iterator.return('left')).value satisfies string;
  await iterator[Symbol.asyncDispose]();
  await offers.findAll().forEach(async (offer) => void (await Promise.resolve(offer.id)));
  (await offers.findAll().toArray()) satisfies Offer[];
  (await offers.findAll().first())?.id satisfies string | undefined;
  (await offers.findPages().first()) satisfies Page<Offer> | undefined;
};

/** A stream where an Observable is asked for, and the other way round. */
export const sources = (observable: Observable<number>): Stream<number>[] => [
  Stream.from(observable),
  Stream.from(of(1)),
  Stream.from([1]),
  Stream.from(new Set([1])),
  Stream.from(Promise.resolve(1)),
  Stream.from(
    (async function* () {
      yield await Promise.resolve(1);
    })(),
  ),
  // @ts-expect-error no source of elements
  Stream.from(5),
];
export const plain: Observable<number> = Stream.from([1]);
