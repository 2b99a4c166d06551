import type { Subscription } from 'rxjs';
import { RxOffersError } from '../errors/base.js';
import { createPagePlan, type PagePlan } from './page-plan.js';
import type { FetchedPage, FetchPage, PageRequest, PagingOptions } from './page.js';

/** A requested page. Slots are in request order, whatever the order of the replies. */
interface Slot<T> {
  readonly request?: PageRequest;
  state: 'pending' | 'arrived' | 'failed' | 'repeated';
  page?: FetchedPage<T>;
  error?: unknown;
  fetching?: Subscription;
}

/** The head of the queue. A failure comes at its place, after all pages before it. */
type Head<T> =
  | { readonly kind: 'page'; readonly page: FetchedPage<T> }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'pending' }
  /** With the error for those who need the whole list, where the service counts other rows than those that came. */
  | { readonly kind: 'ended'; readonly incomplete: Error | undefined };

/** Pages that are fetched ahead of their consumer. */
interface PageQueue<T> {
  /** Requests the pages that may be requested now; `idle` when the consumer has nothing left to emit. */
  fill(idle: boolean): void;
  /** Takes the head off the queue. */
  take(): Head<T>;
  /** Cancels the requests in flight. */
  close(): void;
}

/** Passes the pages that have arrived to the plan, in request order, each once. */
const createInspector = <T>(plan: PagePlan<T>, slots: Slot<T>[], askAgain: (slot: Slot<T>) => unknown) => {
  const inspected = new WeakSet<Slot<T>>();
  const accept = (slot: Slot<T>, page: FetchedPage<T>): void => {
    inspected.add(slot);
    // Once more: pages before it may have arrived after it.
    const error = slot.request && plan.check(slot.request, page);
    if (error) {
      slot.state = 'failed';
      slot.error = error;
      return;
    }
    try {
      const verdict = plan.accept(page, slot.request);
      if (verdict === 'repeated') slot.state = 'repeated';
      else if (verdict !== 'again') slot.page = verdict;
      else {
        inspected.delete(slot);
        askAgain(slot);
      }
    } catch (error) {
      // The page itself is good, so the failure comes after it.
      slots.splice(slots.indexOf(slot) + 1, Infinity, { state: 'failed', error });
    }
  };
  return (): void => {
    for (const slot of slots) {
      if (slot.state === 'pending' || slot.state === 'failed') return;
      if (slot.state === 'arrived' && slot.page && !inspected.has(slot)) accept(slot, slot.page);
    }
  };
};

/** Fetches pages in the order of a plan: at most `concurrency` at once and at most `prefetch` ahead. Calls `arrived` for each reply. */
export const createPageQueue = <T>(
  fetch: FetchPage<T>,
  options: PagingOptions<T>,
  arrived: () => void,
): PageQueue<T> => {
  const plan = createPagePlan(options);
  const slots: Slot<T>[] = [];
  const inspect = createInspector(plan, slots, (slot) => slot.request && send(slot, slot.request));
  let inFlight = 0;
  let closed = false;

  const settle = (slot: Slot<T>, failure?: { error: unknown }): void => {
    inFlight--;
    slot.state = failure ? 'failed' : 'arrived';
    slot.error = failure?.error;
    inspect();
    arrived();
  };

  const send = (slot: Slot<T>, wanted: PageRequest): void => {
    slot.state = 'pending';
    delete slot.page;
    inFlight++;
    slot.fetching = fetch(wanted, (page) => plan.check(wanted, page)).subscribe({
      next: (page) => (slot.page = page),
      error: (error: unknown) => settle(slot, { error }),
      complete: () =>
        settle(slot, slot.page ? undefined : { error: new RxOffersError('A request for a page returned none') }),
    });
  };

  const maxAhead = (): number =>
    plan.parallel && options.concurrency > 1 ? Math.max(options.prefetch, options.concurrency) : options.prefetch;
  /** A repeated page is not emitted, so it must not count as a page fetched ahead. */
  const dropRepeated = (): void => {
    while (slots[0]?.state === 'repeated') slots.shift();
  };
  const isBroken = (): boolean => closed || slots.some(({ state }) => state === 'failed');

  return {
    fill(idle) {
      dropRepeated();
      while (!isBroken() && inFlight < options.concurrency && slots.length < Math.max(idle ? 1 : 0, maxAhead())) {
        const wanted = plan.next();
        if (!wanted) return;
        const slot: Slot<T> = { request: wanted, state: 'pending' };
        slots.push(slot);
        send(slot, wanted);
      }
    },
    take() {
      dropRepeated();
      const [head] = slots;
      if (!head) return plan.ended ? { kind: 'ended', incomplete: plan.incomplete() } : { kind: 'pending' };
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
