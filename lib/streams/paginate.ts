import { map, type Observable, type Subscriber } from 'rxjs';
import { createTurns, type Demand, findDemand, needsWholeLists } from './demand.js';
import { createPageQueue } from './page-queue.js';
import type { FetchedPage, FetchPage, Page, PagingOptions } from './page.js';
import { Stream } from './stream.js';

/** Returns the elements to emit for a page, given how many more the limit allows. */
type ElementsOf<T, E> = (page: FetchedPage<T>, room: number) => readonly E[];

/**
 * Runs one subscription to a paged list. All work is done by one loop, which is entered when a page arrives or demand
 * returns, so that a source which answers synchronously does not grow the stack.
 */
const emitPages = <T, E>(
  fetch: FetchPage<T>,
  options: PagingOptions<T>,
  elementsOf: ElementsOf<T, E>,
  subscriber: Subscriber<E>,
): void => {
  let room = options.limit ?? Infinity;
  let elements: readonly E[] = [];
  let index = 0;
  let running = false;

  const advance = (): void => {
    if (running) return;
    running = true;
    while (!subscriber.closed && step());
    running = false;
  };
  const turns = createTurns(options.demand ?? findDemand(subscriber), advance);
  const queue = createPageQueue(fetch, options, advance);
  subscriber.add(() => {
    turns.stop();
    queue.close();
  });

  /** Emits until the page or the demand ends; false when it has to wait. */
  const emit = (): boolean => {
    while (index < elements.length && !subscriber.closed) {
      if (!turns.mayEmit()) return false;
      subscriber.next(elements[index++] as E);
    }
    return true;
  };

  const turnPage = (): boolean => {
    queue.fill(true);
    const head = queue.take();
    if (head.kind === 'failed') subscriber.error(head.error);
    if (head.kind === 'ended' && head.incomplete && needsWholeLists(subscriber)) subscriber.error(head.incomplete);
    else if (head.kind === 'ended') subscriber.complete();
    if (head.kind !== 'page') return false;
    elements = elementsOf(head.page, room);
    index = 0;
    room -= Math.min(room, head.page.items.length);
    queue.fill(elements.length === 0);
    return true;
  };

  const step = (): boolean => (index < elements.length ? emit() : turnPage());

  advance();
};

/** The elements of a page, up to the limit. */
const cut = <T>(page: FetchedPage<T>, room: number): readonly T[] =>
  page.items.length > room ? page.items.slice(0, room) : page.items;

/** Creates a stream of the elements of a paged list. */
export const items = <T>(fetch: FetchPage<T>, options: PagingOptions<T>): Stream<T> =>
  new Stream((subscriber) => emitPages(fetch, options, cut, subscriber));

/** Creates a stream of the pages of a paged list; the last one is cut at the limit. */
export const pages = <T>(fetch: FetchPage<T>, options: PagingOptions<T>): Stream<Page<T>> =>
  new Stream((subscriber) =>
    emitPages(
      fetch,
      options,
      (fetched, room) => {
        const { page, pageCount, count } = fetched;
        return [{ items: cut(fetched, room), page, pageCount, count }];
      },
      subscriber,
    ),
  );

/** Creates a stream of the elements of a list that arrives as a whole; emits them one by one, on demand. */
export const streamOf = <T>(list: Observable<readonly T[]>, demand?: Demand): Stream<T> =>
  items(
    () =>
      list.pipe(map((elements) => ({ items: elements, page: 1, pageCount: undefined, count: undefined, whole: true }))),
    { size: 1, prefetch: 1, concurrency: 1, demand },
  );
