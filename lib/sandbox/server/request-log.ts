import type { SandboxRequest } from './sandbox.js';

interface Waiter {
  readonly isOver: () => boolean;
  readonly settle: () => void;
}

/** Keeps what came and what is being answered, and tells who waits for it. */
export const createRequestLog = () => {
  const requests: SandboxRequest[] = [];
  const waiters = new Set<Waiter>();
  let inFlight = 0;

  const tell = (): void => {
    for (const waiter of waiters) {
      if (!waiter.isOver()) continue;
      waiters.delete(waiter);
      waiter.settle();
    }
  };

  const until = (isOver: () => boolean): Promise<void> =>
    isOver() ? Promise.resolve() : new Promise((settle) => void waiters.add({ isOver, settle }));

  return {
    requests: requests as readonly SandboxRequest[],
    inFlight: () => inFlight,
    add: (request: SandboxRequest): void => {
      requests.push(request);
      tell();
    },
    begin: (): void => void (inFlight += 1),
    end: (): void => {
      inFlight -= 1;
      tell();
    },
    received: (count: number) => until(() => requests.length >= count),
    idle: () => until(() => inFlight === 0),
  };
};

/** What {@link createRequestLog} makes. */
export type RequestLog = ReturnType<typeof createRequestLog>;
