import { Readable } from 'node:stream';
import { concatMap, delay, of, take } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { items, pages } from '../../lib/streams/paginate.js';
import { collect, failureOf, settle } from '../support/collect.js';
import { numbers, pageSource } from '../support/page-source.js';
import { paging } from '../support/paging.js';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const rejections: unknown[] = [];
const remember = (reason: unknown): void => void rejections.push(reason);
beforeEach(() => process.on('unhandledRejection', remember));
afterEach(() => {
  process.off('unhandledRejection', remember);
  expect(rejections.splice(0)).toEqual([]);
});

describe('items', () => {
  it('asks for nothing before it is subscribed to, and anew for each subscription (law 2)', async () => {
    const source = numbers(2);
    const stream = items(source.fetch, paging());
    await settle(5);
    expect(source.asked).toHaveLength(0);
    await collect(stream);
    await collect(stream);
    expect(source.asked).toHaveLength(4);
  });

  it('emits all elements of all pages in order', async () => {
    expect(await collect(items(numbers(3).fetch, paging()))).toEqual(upTo(30));
  });

  it('caps the elements with limit, and asks for no page that it cannot need', async () => {
    const source = numbers(100);
    expect(await collect(items(source.fetch, paging({ limit: 25 })))).toEqual(upTo(25));
    expect(source.asked).toHaveLength(3);
  });

  it('emits and asks for nothing with limit 0', async () => {
    const source = numbers(3);
    expect(await collect(items(source.fetch, paging({ limit: 0 })))).toEqual([]);
    expect(source.asked).toHaveLength(0);
  });

  it('asks for one page only when told which', async () => {
    const source = numbers(9);
    expect(await collect(items(source.fetch, paging({ page: 3 })))).toEqual(upTo(30).slice(20));
    expect(source.asked.map(({ page }) => page)).toEqual([3]);
  });

  it('asks for two pages at most when three elements of a thousand pages are taken', async () => {
    const source = numbers(1_000);
    expect(await collect(items(source.fetch, paging()).pipe(take(3)))).toEqual([0, 1, 2]);
    await settle();
    expect(source.asked.length).toBeLessThanOrEqual(2);
    expect(source.inFlight()).toBe(0);
  });

  it('asks for no page ahead with prefetch 0', async () => {
    const source = numbers(5);
    await collect(items(source.fetch, paging({ prefetch: 0 })).pipe(take(10)));
    await settle();
    expect(source.asked).toHaveLength(1);
  });

  it('does not grow the stack over 100,000 pages that answer at once', async () => {
    let asked = 0;
    const fetch = () => of({ items: [asked++], page: asked, pageCount: 100_000, count: undefined, whole: false });
    expect(await collect(items(fetch, paging()))).toHaveLength(100_000);
  });

  it('takes an answer without pages as the whole answer', async () => {
    const source = pageSource(() => ({ items: [1, 2, 3], whole: true }));
    expect(await collect(items(source.fetch, paging({ size: 2 })))).toEqual([1, 2, 3]);
    expect(source.asked).toHaveLength(1);
  });

  it('cancels what is in flight when it is unsubscribed from between pages', async () => {
    const source = numbers(5, 10, 50);
    const subscription = items(source.fetch, paging()).subscribe();
    await settle(5);
    expect(source.inFlight()).toBe(1);
    subscription.unsubscribe();
    expect(source.inFlight()).toBe(0);
  });

  it('fails when a page comes with nothing', async () => {
    expect(await failureOf(items(() => of(), paging()))).toMatchObject({ name: 'RxOffersError' });
  });
});

describe('pages in parallel', () => {
  it('runs as many at once as told, once their number is known, and keeps their order', async () => {
    let most = 0;
    const source = pageSource<number>(({ page }) => {
      most = Math.max(most, source.inFlight());
      return { items: [page], pageCount: 20 };
    }, 5);
    expect(await collect(items(source.fetch, paging({ concurrency: 4, size: 1 })))).toEqual(upTo(21).slice(1));
    expect(most).toBe(4);
    expect(source.asked).toHaveLength(20);
  });

  it('keeps the order when later pages answer first', async () => {
    const fetch = ({ page }: { page: number }) =>
      of({ items: [page], page, pageCount: 8, count: undefined, whole: false }).pipe(
        delay(page === 1 ? 0 : (9 - page) * 5),
      );
    expect(await collect(items(fetch, paging({ concurrency: 8, size: 1 })))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('odd services', () => {
  it('follows a page count that grows', async () => {
    const source = pageSource(({ page }) => ({ items: [page], pageCount: page < 3 ? 3 : 5 }));
    expect(await collect(items(source.fetch, paging({ size: 1 })))).toEqual([1, 2, 3, 4, 5]);
  });

  it('ends with a page count that shrinks, and loses nothing that was there', async () => {
    const source = pageSource(({ page }) => ({ items: [page], pageCount: page < 3 ? 9 : 3 }));
    expect(await collect(items(source.fetch, paging({ size: 1 })))).toEqual([1, 2, 3]);
  });

  it('does not loop for ever when a page repeats and the count grows with it', async () => {
    const source = pageSource(({ page }) => ({ items: [1, 2], raw: 'same', pageCount: page + 1 }));
    const same = (a: { raw?: unknown }, b: { raw?: unknown }) => a.raw === b.raw;
    expect(await collect(items(source.fetch, paging({ same })))).toEqual([1, 2]);
  });

  it('goes on behind a page that repeats, where the count says there is more', async () => {
    const contents = ['a', 'a', 'b'];
    const source = pageSource(({ page }) => ({ items: [contents[page - 1]], raw: contents[page - 1], pageCount: 3 }));
    const same = (a: { raw?: unknown }, b: { raw?: unknown }) => a.raw === b.raw;
    expect(await collect(items(source.fetch, paging({ same, size: 1 })))).toEqual(['a', 'b']);
  });

  it('ends without counts on an empty page', async () => {
    const source = pageSource(({ page }) => ({ items: page < 3 ? [page, page] : [] }));
    expect(await collect(items(source.fetch, paging({ size: 2 })))).toEqual([1, 1, 2, 2]);
  });

  it('ends without counts on a page shorter than the longest, not than what was asked: the service may cap', async () => {
    const source = pageSource(({ page }) => ({ items: page < 3 ? [page, page] : [page] }));
    expect(await collect(items(source.fetch, paging({ size: 500 })))).toEqual([1, 1, 2, 2, 3]);
    expect(source.asked).toHaveLength(3);
  });

  it('ends without counts on a page equal to the one before', async () => {
    const source = pageSource(() => ({ items: [7, 8], raw: 'x' }));
    const same = (a: { raw?: unknown }, b: { raw?: unknown }) => a.raw === b.raw;
    expect(await collect(items(source.fetch, paging({ same })))).toEqual([7, 8]);
    expect(source.asked).toHaveLength(2);
  });
});

describe('failures', () => {
  const failing = (at: number) =>
    pageSource<number>(({ page }) => {
      if (page === at) throw new Error(`page ${page}`);
      return { items: [page * 10, page * 10 + 1], pageCount: 9 };
    });

  it('arrive after all elements before them (law 4)', async () => {
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

  it('of a page fetched ahead arrive at their place under a slow for await, and reject nothing unhandled', async () => {
    const source = failing(2);
    const seen: number[] = [];
    const loop = async (): Promise<void> => {
      for await (const value of items(source.fetch, paging({ size: 2 }))) {
        await settle(10);
        seen.push(value);
      }
    };
    await expect(loop()).rejects.toThrow('page 2');
    expect(seen).toEqual([10, 11]);
  });
});

describe('for await', () => {
  it('stops the paging while its body is busy (law 5)', async () => {
    const source = numbers(10_000, 10);
    let seen = 0;
    for await (const value of items(source.fetch, paging())) {
      expect(value).toBe(seen++);
      if (seen === 300) {
        await settle(50);
        const needed = Math.ceil((300 + 256) / 10);
        expect(source.asked.length).toBeLessThanOrEqual(needed + 2);
        break;
      }
    }
    expect(source.inFlight()).toBe(0);
  });

  it('settles return() at once while next() is pending, and cancels the request (law 3)', async () => {
    const source = numbers(3, 10, 60_000);
    const iterator = items(source.fetch, paging())[Symbol.asyncIterator]();
    const pending = iterator.next();
    expect(source.inFlight()).toBe(1);
    await iterator.return?.();
    expect(await pending).toEqual({ value: undefined, done: true });
    expect(source.inFlight()).toBe(0);
  });

  it('ends with Readable.from(stream).destroy()', async () => {
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

describe('pages', () => {
  it('emits each page with what the service says of it', async () => {
    expect(await collect(pages(numbers(2, 2).fetch, paging({ size: 2 })))).toEqual([
      { items: [0, 1], page: 1, pageCount: 2, count: 4 },
      { items: [2, 3], page: 2, pageCount: 2, count: 4 },
    ]);
  });

  it('cuts the last page at the limit', async () => {
    const all = await collect(pages(numbers(9).fetch, paging({ limit: 13 })));
    expect(all.map((page) => page.items.length)).toEqual([10, 3]);
  });

  it('is one request ahead of a slow consumer at most', async () => {
    const source = numbers(50);
    await collect(
      pages(source.fetch, paging()).pipe(
        concatMap((page) => of(page)),
        take(2),
      ),
    );
    expect(source.asked.length).toBeLessThanOrEqual(3);
  });
});
