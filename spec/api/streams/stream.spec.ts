import { setImmediate as immediate } from 'node:timers/promises';
import {
  bufferCount,
  concat,
  concatMap,
  filter,
  finalize,
  firstValueFrom,
  lastValueFrom,
  map,
  NEVER,
  Observable,
  type Observer,
  of,
  range,
  Subject,
  take,
  throwError,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { BufferOverflowError, drainMap, iterate, Stream } from 'rxoffers';
import { serveOfferPages } from '../../support/offer-pages.js';
import { secondRxjs } from '../../support/second-rxjs.js';

const gather = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const value of source) all.push(value);
  return all;
};

/** An endless iterable that counts the elements taken from it, and whether it was closed. */
const counting = () => {
  const state = { taken: 0, closed: 0 };
  function* numbers(): Generator<number, void> {
    try {
      for (;;) yield state.taken++;
    } finally {
      state.closed++;
    }
  }
  return { state, numbers };
};

async function* asynchronously<T>(values: Iterable<T>): AsyncGenerator<T, void> {
  for (const value of values) {
    await immediate();
    yield value;
  }
}

describe('stream.pipe()', () => {
  it('is a stream: for await, and a further pipe', async () => {
    const { list } = await serveOfferPages(3);
    const ids = list().pipe(map((offer) => Number(offer.id)));
    const odd = ids.pipe(filter((id) => id % 2 === 1));
    expect(ids).toBeInstanceOf(Stream);
    expect(await gather(odd)).toEqual(Array.from({ length: 15 }, (_, index) => 2 * index + 1));
    expect(list().pipe()).toBeInstanceOf(Stream);
  });

  it('makes the list wait for the loop, and leaving cancels it', async () => {
    const { list, requested, quiet, idle } = await serveOfferPages(1_000, 200);
    for await (const _ of list().pipe(map((offer) => offer.id))) {
      await quiet();
      // One page being read, two ahead, and those that fit into the buffer.
      expect(requested()).toBeLessThanOrEqual(5);
      break;
    }
    await idle();
  });

  it('works with the operators of another copy of rxjs', async () => {
    const other = secondRxjs();
    const { list } = await serveOfferPages(2);
    expect(await gather(list().pipe(other.map((offer) => offer.id)))).toHaveLength(20);
  });

  it('keeps the bounds of the stream', async () => {
    const { state, numbers } = counting();
    const bounded = new Stream<number>((subscriber) => Stream.from(numbers()).subscribe(subscriber), {
      highWaterMark: 1,
    });
    for await (const _ of bounded.pipe(map((value) => value))) if (state.taken > 0) break;
    expect(state.taken).toBeLessThanOrEqual(3);
    expect(
      await gather(
        bounded.pipe(
          take(2),
          concatMap((value) => range(value, 5_000)),
        ),
      ),
    ).toHaveLength(10_000);
  });
});

describe('iterate', () => {
  it('counts the elements of the source, whatever an operator makes of them', async () => {
    const { state, numbers } = counting();
    for await (const _ of iterate(Stream.from(numbers()).pipe(bufferCount(1_000)))) {
      await immediate();
      break;
    }
    // The array that was taken and one that waits.
    expect(state.taken).toBeLessThanOrEqual(2_001);
  });

  it.each(['pending', 'buffered'])('ends with the reason of its signal, with an element %s', async (state) => {
    let open = 0;
    const source = new Observable<number>((subscriber) => {
      open++;
      subscriber.next(1);
      if (state === 'buffered') subscriber.next(2);
      return () => open--;
    });
    const abort = new AbortController();
    const iterator = iterate(source, { signal: abort.signal });
    await iterator.next();
    const pending = iterator.next();
    if (state === 'buffered') await pending;
    abort.abort(new Error('enough'));
    expect(open).toBe(0);
    if (state === 'pending') await expect(pending).rejects.toThrow('enough');
    await expect(iterator.next()).rejects.toThrow('enough');
  });

  it('does not subscribe once its signal has aborted', async () => {
    const source = new Observable(() => {
      throw new Error('subscribed');
    });
    await expect(iterate(source, { signal: AbortSignal.abort(new Error('early')) }).next()).rejects.toThrow('early');
  });

  it('gives what return() was given, and can be disposed of', async () => {
    let open = 0;
    const source = new Observable<number>(() => (open++, () => open--));
    const iterator = iterate(concat(of(1), source));
    await iterator.next();
    void iterator.next();
    expect(await iterator.return('v')).toEqual({ done: true, value: 'v' });
    expect(await iterator.return(Promise.resolve(7))).toEqual({ done: true, value: 7 });
    const disposed = iterate(source);
    void disposed.next();
    expect(open).toBe(1);
    await disposed[Symbol.asyncDispose]();
    expect(open).toBe(0);
  });

  it('has the prototype of the async iterators of the platform', () => {
    const generator = asynchronously([]);
    const platform = Object.getPrototypeOf(Object.getPrototypeOf(Object.getPrototypeOf(generator))) as object;
    expect(Object.getPrototypeOf(iterate(of(1)))).toBe(platform);
  });
});

describe('Stream.from', () => {
  it.each<[string, () => Parameters<typeof Stream.from<number>>[0]]>([
    ['an Observable', () => range(0, 5)],
    ['an Observable of another rxjs', () => secondRxjs().range(0, 5)],
    ['an array', () => [0, 1, 2, 3, 4]],
    ['a Set', () => new Set([0, 1, 2, 3, 4])],
    ['an async iterable', () => asynchronously([0, 1, 2, 3, 4])],
    ['a stream', () => Stream.from([0, 1, 2, 3, 4])],
    ['a promise', () => Promise.resolve(0)],
  ])('takes %s', async (name, make) => {
    const expected = name === 'a promise' ? [0] : [0, 1, 2, 3, 4];
    expect(await gather(Stream.from(make()))).toEqual(expected);
    expect(await lastValueFrom(Stream.from(make()))).toBe(expected.at(-1));
  });

  it('takes an observable of the platform, and aborts its signal on leaving', async () => {
    let aborted = 0;
    const platform = (count: number) => ({
      subscribe(observer: Partial<Observer<number>>, { signal }: { signal: AbortSignal }) {
        signal.addEventListener('abort', () => aborted++);
        for (let value = 0; value < count; value++) observer.next?.(value);
        if (count < 5) observer.complete?.();
      },
    });
    expect(await gather(Stream.from(platform(3)))).toEqual([0, 1, 2]);
    expect(await gather(Stream.from(platform(9)).pipe(take(2)))).toEqual([0, 1]);
    expect(aborted).toBe(2);
    expect(await gather(Stream.from([1, 2]).pipe(drainMap(() => platform(2) as Observable<number>)))).toEqual([
      0, 1, 0, 1,
    ]);
    const failing = { subscribe: (observer: Partial<Observer<number>>) => observer.error?.(new Error('end')) };
    await expect(Stream.from(failing).toArray()).rejects.toThrow('end');
  });

  it.each([5, null, undefined, {}])('refuses %s', (wrong) => {
    expect(() => Stream.from(wrong as [])).toThrow(TypeError);
  });

  it('takes from an endless iterable what is wanted, and closes it', async () => {
    const { state, numbers } = counting();
    expect(await gather(Stream.from(numbers()).pipe(take(3)))).toEqual([0, 1, 2]);
    expect(state).toEqual({ taken: 3, closed: 1 });
    for await (const value of Stream.from(numbers())) if (value === 10) break;
    expect(state.closed).toBe(2);
    expect(state.taken).toBeLessThan(600);
  });

  it('closes an async iterable that is left, and pulls it one by one', async () => {
    let closed = 0;
    const source = (async function* () {
      await immediate();
      try {
        for (let value = 0; ; value++) yield value;
      } finally {
        closed++;
      }
    })();
    expect(await gather(Stream.from(source).pipe(take(3)))).toEqual([0, 1, 2]);
    await expect.poll(() => closed).toBe(1);
  });

  it.each([
    ['an iterable', () => counting().numbers()],
    ['an async iterable', () => asynchronously([1, 2])],
  ])('passes on the error of %s', async (_, make) => {
    const broken = Object.assign(make(), {
      next: () => {
        throw new Error('broken');
      },
    });
    await expect(gather(Stream.from(broken as Iterable<number>))).rejects.toThrow('broken');
  });
});

describe('stream.forEach', () => {
  it('waits for what the callback returns', async () => {
    const { list, requested, quiet } = await serveOfferPages(1_000);
    let running = 0;
    const seen: number[] = [];
    await list({ limit: 25 }).forEach(async (offer) => {
      expect(running++).toBe(0);
      await immediate();
      seen.push(Number(offer.id));
      running--;
    });
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => index));
    const before = requested();
    const stopped = new Subject<void>();
    const forever = list()
      .forEach(() => firstValueFrom(stopped))
      .catch((error: unknown) => error);
    await quiet();
    expect(requested() - before).toBeLessThanOrEqual(3);
    stopped.error(new Error('stopped'));
    expect(await forever).toMatchObject({ message: 'stopped' });
  });

  it.each<[string, (value: number) => unknown]>([
    [
      'throws',
      () => {
        throw new Error('mine');
      },
    ],
    ['returns a promise that is rejected', () => Promise.reject(new Error('mine'))],
  ])('is rejected when the callback %s, and leaves the source', async (_, callback) => {
    let left = 0;
    const source = Stream.from(concat(of(1), NEVER).pipe(finalize(() => left++)));
    await expect(source.forEach(callback)).rejects.toThrow('mine');
    expect(left).toBe(1);
  });

  it('ends after the last call, and with the error of the stream', async () => {
    const seen: number[] = [];
    await Stream.from(of(1, 2, 3)).forEach(async (value) => {
      await immediate();
      seen.push(value);
    });
    expect(seen).toEqual([1, 2, 3]);
    await expect(Stream.from(throwError(() => new Error('end'))).forEach(() => undefined)).rejects.toThrow('end');
  });

  it('is rejected when a source that cannot wait runs too far ahead', async () => {
    const source = new Subject<number>();
    const reading = Stream.from(source).forEach(() => new Promise(() => undefined));
    for (let value = 0; value < 20_000 && source.observed; value++) source.next(value);
    await expect(reading).rejects.toBeInstanceOf(BufferOverflowError);
  });

  it('refuses anything but a function', () => {
    expect(() => Stream.from([1]).forEach(5 as never)).toThrow(TypeError);
  });
});

describe('stream.toArray() and stream.first()', () => {
  it('give all elements, and the first one', async () => {
    const { list, requested, idle } = await serveOfferPages(5);
    expect(await list().toArray()).toHaveLength(50);
    expect(await Stream.from([]).toArray()).toEqual([]);
    const before = requested();
    expect((await list().first())?.id).toBe('0');
    await idle();
    expect(requested() - before).toBeLessThanOrEqual(3);
  });

  it('first() is undefined where nothing comes', async () => {
    expect(await Stream.from([]).first()).toBeUndefined();
    await expect(Stream.from(throwError(() => new Error('end'))).first()).rejects.toThrow('end');
  });
});
