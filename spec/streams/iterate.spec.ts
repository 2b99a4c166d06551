import {
  concat,
  concatMap,
  delay,
  map,
  mergeMap,
  NEVER,
  Observable,
  of,
  range,
  share,
  Subject,
  throwError,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { BufferOverflowError, iterate } from 'rxoffers';
import { items } from '../../lib/streams/paginate.js';
import { settle } from '../support/collect.js';
import { numbers } from '../support/page-source.js';
import { paging } from '../support/paging.js';

const gather = async <T>(iterator: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const value of iterator) all.push(value);
  return all;
};

describe('iterate', () => {
  it('subscribes to nothing before the first next()', async () => {
    let subscribed = 0;
    const iterator = iterate(new Observable<number>(() => void subscribed++));
    await settle(5);
    expect(subscribed).toBe(0);
    void iterator.next();
    expect(subscribed).toBe(1);
    await iterator.return?.();
  });

  it('gives all elements in order', async () => {
    expect(await gather(iterate(range(1, 1_000)))).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1));
  });

  it('gives an error after the elements before it', async () => {
    const seen: number[] = [];
    const loop = async (): Promise<void> => {
      for await (const value of iterate(
        concat(
          of(1, 2),
          throwError(() => new Error('end')),
        ),
      ))
        seen.push(value);
    };
    await expect(loop()).rejects.toThrow('end');
    expect(seen).toEqual([1, 2]);
  });

  it('unsubscribes at once on break, return() and throw(), also while next() is pending', async () => {
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
    expect(await iterator.return?.()).toEqual({ value: undefined, done: true });
    expect(await pending).toEqual({ value: undefined, done: true });
    expect(open).toBe(0);
    const thrown = iterate(endless);
    await thrown.next();
    await expect(thrown.throw?.(new Error('mine'))).rejects.toThrow('mine');
    expect(open).toBe(0);
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
  });

  it('answers several next() in order', async () => {
    const subject = new Subject<number>();
    const iterator = iterate(subject);
    const both = Promise.all([iterator.next(), iterator.next()]);
    subject.next(1);
    subject.next(2);
    expect(await both).toEqual([
      { value: 1, done: false },
      { value: 2, done: false },
    ]);
    await iterator.return?.();
  });

  it('ends in a BufferOverflowError past maxBuffer, and says that no source heard', async () => {
    const iterator = iterate(range(0, 100), { highWaterMark: 4, maxBuffer: 10 });
    const error: unknown = await gather({ [Symbol.asyncIterator]: () => iterator }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BufferOverflowError);
    expect(error).toMatchObject({ maxBuffer: 10, heard: false });
  });

  it('says when a source heard and an operator hoards all the same', async () => {
    const pipeline = items(numbers(1_000).fetch, paging()).pipe(
      mergeMap((value) => of(...Array.from({ length: 50 }, () => value))),
    );
    const loop = async (): Promise<void> => {
      for await (const _ of iterate(pipeline, { highWaterMark: 4, maxBuffer: 20 })) await settle(5);
    };
    await expect(loop()).rejects.toMatchObject({ name: 'BufferOverflowError', heard: true });
  });

  it('hands the demand over in the explicit form, which works through share', async () => {
    const source = numbers(1_000);
    let seen = 0;
    for await (const _ of iterate((demand) => items(source.fetch, paging({ demand })).pipe(share()), {
      highWaterMark: 20,
    })) {
      if (++seen === 5) {
        await settle(30);
        break;
      }
    }
    expect(source.asked.length).toBeLessThanOrEqual(5);
  });

  it('lets the body of the loop use the same kind of stream: nothing shared is held', async () => {
    let inner = 0;
    for await (const value of items(numbers(3, 4).fetch, paging())) {
      inner += (await gather(items(numbers(2, 3).fetch, paging()))).length;
      expect(value).toBeGreaterThanOrEqual(0);
    }
    expect(inner).toBe(3 * 4 * 6);
  });

  it('keeps a million synchronous elements within its buffer when the source hears', async () => {
    const source = numbers(1_000, 1_000);
    let most = 0;
    let taken = 0;
    let emitted = 0;
    const counted = items(source.fetch, paging({ size: 1_000 })).pipe(map(() => ++emitted));
    for await (const _ of iterate(counted)) {
      taken++;
      most = Math.max(most, emitted - taken);
    }
    expect(taken).toBe(1_000_000);
    expect(most).toBeLessThanOrEqual(256);
  });

  it.each([
    [{ highWaterMark: 0 }, RangeError],
    [{ maxBuffer: 1.5 }, RangeError],
    [{ highWaterMark: '9' as never }, TypeError],
  ])('refuses %o', (options, kind) => {
    expect(() => iterate(of(1), options)).toThrow(kind);
  });

  it('works with asynchronous pipelines', async () => {
    expect(await gather(iterate(of(1, 2, 3).pipe(concatMap((value) => of(value).pipe(delay(1))))))).toEqual([1, 2, 3]);
  });
});
