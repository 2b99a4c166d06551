import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { FetchedPage } from '../../lib/streams/page.js';
import { createPageQueue } from '../../lib/streams/page-queue.js';
import { paging } from '../support/paging.js';

/** A queue whose pages arrive when the test says so. */
const setUp = (options: Parameters<typeof paging<number>>[0]) => {
  const requests: Subject<FetchedPage<number>>[] = [];
  let arrivals = 0;
  const fetch = () => {
    const request = new Subject<FetchedPage<number>>();
    requests.push(request);
    return request;
  };
  const queue = createPageQueue(fetch, paging(options), () => arrivals++);
  const arrive = (index: number, pageCount = 9): void => {
    requests[index]?.next({ items: [index], page: index + 1, pageCount, count: undefined, whole: false });
    requests[index]?.complete();
  };
  return { queue, requests, arrive, arrivals: () => arrivals };
};

describe('a page queue', () => {
  it('requests one page when idle, and pages ahead up to the limit otherwise', () => {
    const { queue, requests, arrive } = setUp({ prefetch: 0 });
    queue.fill(false);
    expect(requests).toHaveLength(0);
    queue.fill(true);
    expect(requests).toHaveLength(1);
    arrive(0);
    expect(queue.take()).toMatchObject({ kind: 'page', page: { items: [0] } });
    queue.fill(false);
    expect(requests).toHaveLength(1);
  });

  it('returns pages in request order, and a failure at its place', () => {
    const { queue, requests, arrive, arrivals } = setUp({ concurrency: 3 });
    queue.fill(true);
    arrive(0);
    queue.take();
    queue.fill(true);
    expect(requests).toHaveLength(4);
    requests[2]?.error(new Error('third'));
    expect(queue.take()).toEqual({ kind: 'pending' });
    arrive(1);
    expect(queue.take()).toMatchObject({ kind: 'page', page: { items: [1] } });
    expect(queue.take()).toMatchObject({ kind: 'failed', error: { message: 'third' } });
    expect(arrivals()).toBe(3);
    queue.fill(true);
    expect(requests).toHaveLength(4);
  });

  it('ends with its plan, and cancels the requests in flight when it is closed', () => {
    const { queue, requests, arrive } = setUp({});
    queue.fill(true);
    arrive(0, 1);
    queue.take();
    expect(queue.take()).toEqual({ kind: 'ended' });
    const open = setUp({});
    open.queue.fill(true);
    expect(open.requests[0]?.observed).toBe(true);
    open.queue.close();
    expect(open.requests[0]?.observed).toBe(false);
    open.queue.fill(true);
    expect(open.requests).toHaveLength(1);
    expect(requests).toHaveLength(1);
  });
});
