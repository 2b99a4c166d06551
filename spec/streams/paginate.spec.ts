import { Readable } from 'node:stream';
import { delay, of, take, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { iterate } from 'rxoffers';
import { createDemandValve } from '../../lib/streams/demand.js';
import type { FetchedPage } from '../../lib/streams/page.js';
import { items, pages, streamOf } from '../../lib/streams/paginate.js';
import { deferStream } from '../../lib/streams/stream.js';
import { collect, failureOf, settle } from '../support/collect.js';
import { type Answer, numbers, pageSource } from '../support/page-source.js';
import { paging } from '../support/paging.js';
import { watchRejections } from '../support/rejections.js';

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

describe('the elements of a paged list', () => {
  it('are requested on each subscription, and not before', async () => {
    const source = numbers(2);
    const stream = items(source.fetch, paging());
    await settle(5);
    expect(source.asked).toHaveLength(0);
    await collect(stream);
    await collect(stream);
    expect(source.asked).toHaveLength(4);
  });

  it.each<[string, Parameters<typeof paging<number>>[0], number[], number[]]>([
    ['are those of all pages, in order', {}, range(0, 90), range(1, 10)],
    ['end at the limit, without a page beyond it', { limit: 25 }, range(0, 25), [1, 2, 3]],
    ['are none with limit 0, and nothing is requested', { limit: 0 }, [], []],
    ['are those of the one requested page', { page: 3 }, range(20, 30), [3]],
  ])('%s', async (_, options, elements, requested) => {
    const source = numbers(9);
    expect(await collect(items(source.fetch, paging(options)))).toEqual(elements);
    expect(source.asked.map(({ page }) => page)).toEqual(requested);
  });

  it.each([
    [1, 2],
    [0, 1],
  ])('with prefetch %i take %i requests for three elements', async (prefetch, most) => {
    const source = numbers(1_000);
    expect(await collect(items(source.fetch, paging({ prefetch })).pipe(take(3)))).toEqual([0, 1, 2]);
    await settle();
    expect(source.asked.length).toBeLessThanOrEqual(most);
    expect(source.inFlight()).toBe(0);
  });

  it('do not grow the stack over 20,000 pages that arrive at once', async () => {
    let asked = 0;
    const fetch = () => of({ items: [asked++], page: asked, pageCount: 20_000, count: undefined, whole: false });
    expect(await collect(items(fetch, paging()))).toHaveLength(20_000);
  });

  it('are not requested any more after unsubscribing between pages', async () => {
    const source = numbers(5, 10, 50);
    const subscription = items(source.fetch, paging()).subscribe();
    await settle(5);
    expect(source.inFlight()).toBe(1);
    subscription.unsubscribe();
    expect(source.inFlight()).toBe(0);
  });

  it('end with an error when a request brings no page', async () => {
    expect(await failureOf(items(() => of(), paging()))).toMatchObject({ name: 'RxOffersError' });
  });
});

describe('pages in parallel', () => {
  it('are as many as allowed once their number is known, and keep their order', async () => {
    let most = 0;
    const source = pageSource<number>(({ page }) => {
      most = Math.max(most, source.inFlight());
      return { items: [page], pageCount: 20 };
    }, 2);
    expect(await collect(items(source.fetch, paging({ concurrency: 4, size: 1 })))).toEqual(range(1, 21));
    expect([most, source.asked.length]).toEqual([4, 20]);
  });

  it('keep their order when later pages arrive first', async () => {
    const fetch = ({ page }: { page: number }) =>
      of({ items: [page], page, pageCount: 8, count: undefined, whole: false }).pipe(
        delay(page === 1 ? 0 : (9 - page) * 3),
      );
    expect(await collect(items(fetch, paging({ concurrency: 8, size: 1 })))).toEqual(range(1, 9));
  });
});

describe('a list ends', () => {
  const same = (a: FetchedPage<number>, b: FetchedPage<number>) => a.raw !== undefined && a.raw === b.raw;
  const repeated = [1, 1, 2];

  it.each<[string, (page: number) => Answer<number>, number, number[], number]>([
    ['with an unpaginated reply', () => ({ items: [1, 2, 3], whole: true }), 2, [1, 2, 3], 1],
    ['with a page count that grows', (page) => ({ items: [page], pageCount: page < 3 ? 3 : 5 }), 1, range(1, 6), 5],
    ['with a page count that shrinks', (page) => ({ items: [page], pageCount: page < 3 ? 9 : 3 }), 1, [1, 2, 3], 3],
    ['although a repeated page raises the count', (page) => ({ items: [7], raw: 'x', pageCount: page + 1 }), 1, [7], 2],
    [
      'after a repeated page, if the count says so',
      (page) => ({ items: [repeated[page - 1] ?? 0], raw: repeated[page - 1], pageCount: 3 }),
      1,
      [1, 2],
      3,
    ],
    ['without counts, with an empty page', (page) => ({ items: page < 3 ? [page, page] : [] }), 2, [1, 1, 2, 2], 3],
    [
      'without counts, with a page shorter than the longest one, since the service may cap the size',
      (page) => ({ items: page < 3 ? [page, page] : [page] }),
      500,
      [1, 1, 2, 2, 3],
      3,
    ],
    ['without counts, with a page equal to the previous one', () => ({ items: [7, 8], raw: 'x' }), 2, [7, 8], 2],
  ])('%s', async (_, answer, size, elements, requests) => {
    const source = pageSource<number>(({ page }) => answer(page));
    expect(await collect(items(source.fetch, paging({ size, same })))).toEqual(elements);
    expect(source.asked).toHaveLength(requests);
  });
});

describe('a page that fails', () => {
  const failing = (at: number) =>
    pageSource<number>(({ page }) => {
      if (page === at) throw new Error(`page ${page}`);
      return { items: [page * 10, page * 10 + 1], pageCount: 9 };
    });

  it('fails after all elements before it', async () => {
    const seen: number[] = [];
    const error = await new Promise((resolve) => {
      items(failing(3).fetch, paging({ size: 2, concurrency: 3 })).subscribe({
        next: (value) => seen.push(value),
        error: resolve,
      });
    });
    expect(seen).toEqual([10, 11, 20, 21]);
    expect(error).toMatchObject({ message: 'page 3' });
  });

  it('fails after its elements when paging by key finds no key', async () => {
    const { fetch } = numbers(2, 2);
    const seen: number[] = [];
    const error = await new Promise((resolve) => {
      items(fetch, paging({ keyOf: () => undefined })).subscribe({ next: (value) => seen.push(value), error: resolve });
    });
    expect(seen).toEqual([0, 1]);
    expect(error).toMatchObject({ message: 'Stable paging needs a key for every element, but one has none' });
  });

  it('fails at its place in a slow for await, and leaves no unhandled rejection', async () => {
    const rejections = watchRejections();
    const seen: number[] = [];
    const loop = async (): Promise<void> => {
      for await (const value of items(failing(2).fetch, paging({ size: 2 }))) {
        await settle(5);
        seen.push(value);
      }
    };
    await expect(loop()).rejects.toThrow('page 2');
    expect(seen).toEqual([10, 11]);
    expect(rejections).toEqual([]);
  });
});

describe('a for await over a list', () => {
  it('stops the paging while its body is busy', async () => {
    const source = numbers(10_000, 10);
    let seen = 0;
    for await (const value of items(source.fetch, paging())) {
      expect(value).toBe(seen++);
      if (seen < 300) continue;
      await settle(50);
      expect(source.asked.length).toBeLessThanOrEqual(Math.ceil((300 + 256) / 10) + 2);
      break;
    }
    expect(source.inFlight()).toBe(0);
  });

  it('settles a pending next() on return(), and cancels the request at once', async () => {
    const source = numbers(3, 10, 60_000);
    const iterator = items(source.fetch, paging())[Symbol.asyncIterator]();
    const pending = iterator.next();
    expect(source.inFlight()).toBe(1);
    await iterator.return?.();
    expect(await pending).toEqual({ value: undefined, done: true });
    expect(source.inFlight()).toBe(0);
  });

  it('ends with the destroy() of a Readable that was made of it', async () => {
    const source = numbers(3, 10, 60_000);
    const readable = Readable.from(items(source.fetch, paging()));
    readable.read();
    await settle(5);
    expect(source.inFlight()).toBe(1);
    const closed = new Promise((resolve) => readable.on('close', resolve));
    readable.destroy();
    await closed;
    await settle(5);
    expect(source.inFlight()).toBe(0);
  });
});

describe('a stream of pages', () => {
  it('emits each page with its counts, and cuts the last one at the limit', async () => {
    expect(await collect(pages(numbers(2, 2).fetch, paging({ size: 2, limit: 3 })))).toEqual([
      { items: [0, 1], page: 1, pageCount: 2, count: 4 },
      { items: [2], page: 2, pageCount: 2, count: 4 },
    ]);
  });

  it('fetches one page ahead at most', async () => {
    const source = numbers(50);
    await collect(pages(source.fetch, paging()).pipe(take(2)));
    expect(source.asked.length).toBeLessThanOrEqual(3);
  });
});

describe('streamOf', () => {
  it('emits the elements of one list', async () => {
    expect(await collect(streamOf(of([1, 2, 3])))).toEqual([1, 2, 3]);
    expect(await collect(streamOf(of([])))).toEqual([]);
    expect(await failureOf(streamOf(throwError(() => new Error('x'))))).toMatchObject({ message: 'x' });
  });

  it('follows the demand it is given', () => {
    let wanted = 2;
    const valve = createDemandValve(() => wanted > 0);
    const seen: number[] = [];
    streamOf(of([1, 2, 3, 4]), valve.demand).subscribe((value) => {
      seen.push(value);
      wanted--;
    });
    expect(seen).toEqual([1, 2]);
    wanted = 9;
    valve.notify();
    expect(seen).toEqual([1, 2, 3, 4]);
  });
});

describe('deferStream', () => {
  it('calls its factory for each subscription, and ends with what it throws', async () => {
    let made = 0;
    const stream = deferStream(() => {
      if (++made > 2) throw new TypeError('third');
      return items(numbers(1, 2).fetch, paging());
    });
    expect(made).toBe(0);
    expect(await collect(stream)).toEqual([0, 1]);
    expect(await collect(stream)).toEqual([0, 1]);
    expect(await failureOf(stream)).toBeInstanceOf(TypeError);
  });

  it('does not hide the demand', async () => {
    const source = numbers(1_000);
    const iterator = iterate(
      deferStream(() => items(source.fetch, paging())),
      { highWaterMark: 10 },
    );
    await iterator.next();
    await settle();
    expect(source.asked.length).toBeLessThanOrEqual(3);
    await iterator.return?.();
  });
});
