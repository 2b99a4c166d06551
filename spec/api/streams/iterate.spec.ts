import {
  concat,
  concatMap,
  delay,
  from,
  lastValueFrom,
  map,
  mergeMap,
  NEVER,
  Observable,
  of,
  range,
  share,
  Subject,
  throwError,
  toArray,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { BufferOverflowError, type Demand, iterate, type Offer, Stream } from 'rxoffers';
import { collect } from '../../support/collect.js';
import { serveOfferPages } from '../../support/offer-pages.js';
import { csvZip, DAY, serveHours } from '../../support/raw-log-service.js';
import { secondRxjs } from '../../support/second-rxjs.js';

const gather = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const value of source) all.push(value);
  return all;
};

const DONE = { value: undefined, done: true };

describe('iterate', () => {
  it('subscribes on the first next()', async () => {
    let subscribed = 0;
    const iterator = iterate(new Observable<number>(() => void subscribed++));
    await Promise.resolve();
    expect(subscribed).toBe(0);
    void iterator.next();
    expect(subscribed).toBe(1);
    await iterator.return?.();
  });

  it.each<[string, Observable<number>, number]>([
    ['synchronous', range(0, 1_000), 1_000],
    ['asynchronous', of(0, 1, 2).pipe(concatMap((value) => of(value).pipe(delay(1)))), 3],
  ])('yields the elements of a %s pipeline in order', async (_, pipeline, count) => {
    expect(await gather(iterate(pipeline))).toEqual(Array.from({ length: count }, (_, index) => index));
  });

  it('yields an error after the elements before it', async () => {
    const iterator = iterate(
      concat(
        of(1),
        throwError(() => new Error('end')),
      ),
    );
    expect(await iterator.next()).toEqual({ value: 1, done: false });
    await expect(iterator.next()).rejects.toThrow('end');
  });

  it('unsubscribes at once on break, return() and throw(), even while next() is pending', async () => {
    let open = 0;
    const endless = new Observable<number>((subscriber) => {
      open++;
      subscriber.next(1);
      return () => open--;
    });
    for await (const _ of iterate(endless)) break;
    expect(open).toBe(0);
    const iterator = iterate(concat(endless, NEVER));
    await iterator.next();
    const pending = iterator.next();
    expect(await iterator.return?.()).toEqual(DONE);
    expect(await pending).toEqual(DONE);
    expect(open).toBe(0);
    const thrown = iterate(endless);
    await thrown.next();
    await expect(thrown.throw?.(new Error('mine'))).rejects.toThrow('mine');
    expect(open).toBe(0);
    expect(await iterator.next()).toEqual(DONE);
  });

  it('settles several pending next() in order', async () => {
    const subject = new Subject<number>();
    const iterator = iterate(subject);
    const both = Promise.all([iterator.next(), iterator.next()]);
    subject.next(1);
    subject.next(2);
    expect((await both).map(({ value }) => value as number)).toEqual([1, 2]);
    await iterator.return?.();
  });

  it.each<[unknown, new (message: string) => Error, string]>([
    [{ highWaterMark: 0 }, RangeError, 'iterate: highWaterMark should be an integer of at least 1, not 0'],
    [{ highWaterMark: NaN }, RangeError, 'iterate: highWaterMark should be an integer of at least 1, not NaN'],
    [{ maxBuffer: 1.5 }, RangeError, 'iterate: maxBuffer should be an integer of at least 1, not 1.5'],
    [{ highWaterMark: '9' }, TypeError, "iterate: highWaterMark should be an integer, not '9'"],
    [{ maxBuffer: {} }, TypeError, 'iterate: maxBuffer should be an integer, not a value of type object'],
    [5, TypeError, 'iterate: options should be an object, not 5'],
    [
      { highwaterMark: 5 },
      TypeError,
      'iterate: options has no "highwaterMark"; known: highWaterMark, maxBuffer, signal',
    ],
    [{ demand: undefined }, TypeError, 'iterate: options has no "demand"; known: highWaterMark, maxBuffer, signal'],
  ])('refuses the options %j', (options, kind, message) => {
    expect(() => iterate(of(1), options as object)).toThrow(new kind(message));
  });
});

describe('a source that is no Observable', () => {
  it.each([undefined, null, 5])('is refused at once: %s', (source) => {
    expect(() => iterate(source as never)).toThrow(
      new TypeError(`iterate: source should be an Observable, not ${String(source)}`),
    );
  });

  it('fails the iteration where a function returns it', async () => {
    const iterator = iterate(() => [1] as never);
    await expect(iterator.next()).rejects.toThrow(
      new TypeError('iterate: the result of source should be an Observable, not a value of type object'),
    );
  });
});

describe('the buffer of iterate', () => {
  it('ends with a BufferOverflowError past maxBuffer, which says that no source follows the demand', async () => {
    const error: unknown = await gather(iterate(range(0, 100), { highWaterMark: 4, maxBuffer: 10 })).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(BufferOverflowError);
    expect(error).toMatchObject({ maxBuffer: 10, heard: false });
  });

  it('says when a source follows the demand, but an operator makes too many elements', async () => {
    const { list } = await serveOfferPages(20);
    const pipeline = list().pipe(mergeMap((offer) => of(...Array.from({ length: 50 }, () => offer))));
    await expect(gather(iterate(pipeline, { highWaterMark: 4, maxBuffer: 20 }))).rejects.toMatchObject({
      name: 'BufferOverflowError',
      heard: true,
    });
  });

  it('stays within highWaterMark over 50,000 elements of a paged list', async () => {
    const { list } = await serveOfferPages(50, 1_000);
    let emitted = 0;
    let taken = 0;
    let most = 0;
    for await (const _ of iterate(list().pipe(map(() => ++emitted)))) most = Math.max(most, emitted - ++taken);
    expect(taken).toBe(50_000);
    expect(most).toBeLessThanOrEqual(256);
  });

  it('passes the demand on in the explicit form, which works through share', async () => {
    const { list, requested, quiet } = await serveOfferPages(1_000);
    const iterator = iterate((demand) => list({ demand }).pipe(share()), { highWaterMark: 20 });
    await iterator.next();
    await quiet();
    expect(requested()).toBeLessThanOrEqual(5);
    await iterator.return?.();
  });
});

describe('a Stream', () => {
  const numbers = (): Stream<number> =>
    new Stream((subscriber) => {
      for (const value of [1, 2, 3]) subscriber.next(value);
      subscriber.complete();
    });

  it('is an Observable and an AsyncIterable', async () => {
    expect(numbers()).toBeInstanceOf(Observable);
    expect(await collect(from(numbers()))).toEqual([1, 2, 3]);
    expect(await gather(numbers())).toEqual([1, 2, 3]);
  });

  it('works with another copy of rxjs', async () => {
    const other = secondRxjs();
    expect(await other.lastValueFrom(other.from(numbers()).pipe(other.toArray()))).toEqual([1, 2, 3]);
  });

  it('stops its requests while the body of a for await is busy, and closes the connection after it', async () => {
    const { list, requested, quiet, idle, api } = await serveOfferPages(1_000);
    let seen = 0;
    for await (const { id } of list()) {
      expect(id).toBe(String(seen++));
      if (seen < 30) continue;
      await quiet();
      expect(requested()).toBeLessThanOrEqual(Math.ceil((30 + 256) / 10) + 2);
      break;
    }
    await api.close();
    await idle();
  });

  it('may be consumed inside a loop over a stream of the same client', async () => {
    const { list } = await serveOfferPages(3, 4);
    let inner = 0;
    for await (const _ of list()) inner += (await lastValueFrom(list({ limit: 6 }).pipe(toArray()))).length;
    expect(inner).toBe(3 * 4 * 6);
  });
});

describe('a demand', () => {
  it('of a consumer that left makes no other consumer of a shared source wait', async () => {
    const { list } = await serveOfferPages(30);
    let shared: Observable<Offer> | undefined;
    const first = iterate((demand) => (shared = list({ demand }).pipe(share())), { highWaterMark: 4 });
    await first.next();
    // The buffer of the first consumer is full, and the list waits for it.
    const rest = collect(shared ?? NEVER);
    await first.return();
    expect((await rest).length).toBeGreaterThan(200);
  });

  it('that calls back at once neither hangs a list nor any other source', async () => {
    const eager: Demand = {
      wanted: false,
      whenWanted: (callback) => {
        callback();
        return () => undefined;
      },
    };
    const { list } = await serveOfferPages(3);
    expect(await collect(list({ demand: eager }))).toHaveLength(30);
    const { api } = await serveHours([csvZip(['transaction_id'], [['a'], ['b'], ['c']])]);
    expect(await collect(api.rawLogs.conversions.findAll(DAY, { demand: eager }))).toHaveLength(3);
  });
});
