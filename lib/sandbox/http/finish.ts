import type { ServerResponse } from 'node:http';
import { closed, pause } from './pause.js';

/** A reset that comes together with bytes reads like an orderly end: the client is given time to take them first. */
const BEFORE_RESET = 5;

/** How a reply may end. */
export type Ending = 'finish' | 'reset' | 'stall' | 'close';

/** Ends a reply; `sent` says whether anything went out before. */
export const finish = async (response: ServerResponse, end: Ending, sent: boolean): Promise<void> => {
  if (end === 'finish') return void response.end();
  if (end === 'stall') return closed(response);
  if (end === 'close') {
    // What was written goes out first.
    response.socket?.destroySoon();
    return closed(response);
  }
  if (sent) await pause(BEFORE_RESET, response);
  response.socket?.resetAndDestroy();
};
