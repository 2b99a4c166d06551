import type { ServerResponse } from 'node:http';

/** Whether nobody is there any more to take a reply. */
export const isGone = (response: ServerResponse): boolean => response.destroyed || response.closed;

/** Hands bytes to the socket and waits until they are taken, or the client has left. */
export const send = (response: ServerResponse, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => {
    if (bytes.length === 0 || isGone(response)) return resolve();
    const settle = (): void => {
      response.off('close', settle);
      resolve();
    };
    response.once('close', settle);
    response.write(bytes, settle);
  });
