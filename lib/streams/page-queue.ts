import type { Subscription } from 'rxjs';
import { RxOffersError } from '../errors/base.js';
import { createPagePlan, type PagePlan } from './page-plan.js';
import type { FetchedPage, FetchPage, PageRequest, PagingOptions } from './page.js';

/** A page that was asked for. Slots stand in the order of the requests, whatever the order of the answers. */
interface Slot<T> {
  state: 'pending' | 'arrived' | 'failed' | 'repeated';
  page?: FetchedPage<T>;
  error?: unknown;
  fetching?: Subscription;
}

/** What stands at the head of the queue. A failure is handed out at its place, after all pages before it. */
export type Head<T> =
  | { readonly kind: 'page'; readonly page: FetchedPage<T> }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'pending' }
  | { readonly kind: 'ended' };

/** Pages fetched ahead of whoever takes them. */
export interface PageQueue<T> {
  /** Asks for what may be asked for; `idle` when nothing taken is left to emit. */
  fill(idle: boolean): void;
  take(): Head<T>;
  /** Cancels what is in flight. */
  close(): void;
}

/** Shows a plan the pages that have arrived, in the order of the requests, each once. */
const inspector = <T>(plan: PagePlan<T>, slots: Slot<T>[]) => {
  const inspected = new WeakSet<Slot<T>>();
  const accept = (slot: Slot<T>, page: FetchedPage<T>): void => {
    inspected.add(slot);
    try {
      if (!plan.accept(page)) slot.state = 'repeated';
    } catch (error) {
      // The page itself is good: the failure stands behind it.
      slots.splice(slots.indexOf(slot) + 1, Infinity, { state: 'failed', error });
    }
  };
  return (): void => {
    for (const slot of slots) {
      if (slot.state === 'pending') return;
      if (slot.state === 'arrived' && slot.page && !inspected.has(slot)) accept(slot, slot.page);
    }
  };
};

/** Fetches pages in the order of a plan: at most `concurrency` at once, at most `prefetch` ahead. */
export const createPageQueue = <T>(
  fetch: FetchPage<T>,
  options: PagingOptions<T>,
  arrived: () => void,
): PageQueue<T> => {
  const plan = createPagePlan(options);
  const slots: Slot<T>[] = [];
  const inspect = inspector(plan, slots);
  let inFlight = 0;
  let closed = false;

  const settle = (slot: Slot<T>, failure?: { error: unknown }): void => {
    inFlight--;
    slot.state = failure ? 'failed' : 'arrived';
    slot.error = failure?.error;
    inspect();
    arrived();
  };

  const request = (wanted: PageRequest): void => {
    const slot: Slot<T> = { state: 'pending' };
    slots.push(slot);
    inFlight++;
    slot.fetching = fetch(wanted).subscribe({
      next: (page) => (slot.page = page),
      error: (error: unknown) => settle(slot, { error }),
      complete: () =>
        settle(slot, slot.page ? undefined : { error: new RxOffersError('A page was asked for, and none came') }),
    });
  };

  const mostAhead = (): number =>
    plan.parallel && options.concurrency > 1 ? Math.max(options.prefetch, options.concurrency) : options.prefetch;
  /** Before looking at what is ahead: a page that is not emitted must not stand for one that is. */
  const dropRepeated = (): void => {
    while (slots[0]?.state === 'repeated') slots.shift();
  };
  const broken = (): boolean => closed || slots.some(({ state }) => state === 'failed');

  return {
    fill(idle) {
      dropRepeated();
      while (!broken() && inFlight < options.concurrency && slots.length < Math.max(idle ? 1 : 0, mostAhead())) {
        const wanted = plan.next();
        if (!wanted) return;
        request(wanted);
      }
    },
    take() {
      dropRepeated();
      const [head] = slots;
      if (!head) return { kind: plan.ended ? 'ended' : 'pending' };
      if (head.state === 'failed') return { kind: 'failed', error: head.error };
      if (head.state === 'pending' || !head.page) return { kind: 'pending' };
      slots.shift();
      return { kind: 'page', page: head.page };
    },
    close() {
      closed = true;
      for (const slot of slots.splice(0)) slot.fetching?.unsubscribe();
    },
  };
};
