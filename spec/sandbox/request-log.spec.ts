import { describe, expect, it } from 'vitest';
import type { SandboxRequest } from 'rxoffers/sandbox';
import { createRequestLog } from '../../lib/sandbox/server/request-log.js';

const request = { target: 'Offer' } as SandboxRequest;

describe('createRequestLog', () => {
  it('tells who waits when so many have come', async () => {
    const log = createRequestLog();
    const order: string[] = [];
    const waiting = [log.received(2).then(() => order.push('two')), log.received(1).then(() => order.push('one'))];
    await log.received(0);
    log.add(request);
    await waiting[1];
    order.push('then');
    log.add(request);
    await Promise.all(waiting);
    expect(order).toEqual(['one', 'then', 'two']);
    expect(log.requests).toEqual([request, request]);
  });

  it('tells who waits when nothing is being answered', async () => {
    const log = createRequestLog();
    await log.idle();
    log.begin();
    log.begin();
    let isIdle = false;
    const waiting = log.idle().then(() => (isIdle = true));
    log.end();
    await Promise.resolve();
    expect([isIdle, log.inFlight()]).toEqual([false, 1]);
    log.end();
    await waiting;
    expect([isIdle, log.inFlight()]).toEqual([true, 0]);
  });
});
