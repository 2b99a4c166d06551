import type { CallName } from '../client-event.js';

/** What events and errors call the request for an access token: it is no call of the API, and has no name there. */
export const AUTHORIZE = { target: 'Integrator', method: 'authorize' } as const satisfies CallName;
