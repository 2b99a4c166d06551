import type { ServerResponse } from 'node:http';

/** Waits so many ms, or until the client has left, whichever is first; no timer outlives the reply. */
export const pause = (ms: number, response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (ms <= 0 || response.closed || response.destroyed) return resolve();
    const settle = (): void => {
      clearTimeout(timer);
      response.off('close', settle);
      resolve();
    };
    const timer = setTimeout(settle, ms);
    response.once('close', settle);
  });

/** Waits until the client has left. */
export const closed = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (response.closed || response.destroyed) resolve();
    else response.once('close', resolve);
  });
