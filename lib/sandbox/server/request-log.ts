import type { SandboxRequest } from './sandbox.js';

interface Waiter {
  readonly isDone: () => boolean;
  readonly settle: () => void;
}

/** Creates a log of the requests that came, with a count of those in flight and promises to wait for either. */
export const createRequestLog = () => {
  const requests: SandboxRequest[] = [];
  const waiters = new Set<Waiter>();
  let inFlight = 0;

  const settleWaiters = (): void => {
    for (const waiter of waiters) {
      if (!waiter.isDone()) continue;
      waiters.delete(waiter);
      waiter.settle();
    }
  };

  const until = (isDone: () => boolean): Promise<void> =>
    isDone() ? Promise.resolve() : new Promise((settle) => void waiters.add({ isDone, settle }));

  return {
    requests: requests as readonly SandboxRequest[],
    inFlight: () => inFlight,
    add: (request: SandboxRequest): void => {
      requests.push(request);
      settleWaiters();
    },
    begin: (): void => void (inFlight += 1),
    end: (): void => {
      inFlight -= 1;
      settleWaiters();
    },
    received: (count: number) => until(() => requests.length >= count),
    idle: () => until(() => inFlight === 0),
  };
};

/** A log of requests, made by {@link createRequestLog}. */
export type RequestLog = ReturnType<typeof createRequestLog>;
