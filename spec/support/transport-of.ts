import type { ClientOptions } from 'rxoffers';
import { createTransport } from '../../lib/transport/transport.js';
import { normalizeOptions } from '../../lib/transport/normalize-options.js';
import type { ApiRequest } from '../../lib/transport/request.js';
import type { Transport } from '../../lib/transport/transport.js';

export const TOKEN = 'NETsecret/T0ken+x';

/** A transport to a server, with quick retries. */
export const transportOf = (endpoint: string, options: Partial<ClientOptions> = {}): Transport =>
  createTransport(
    normalizeOptions({ endpoint, networkId: 'net', networkToken: TOKEN, retryDelay: 1, maxRetryDelay: 20, ...options }),
  );

/** A read, and a write. */
export const READ: ApiRequest = { target: 'Offer', method: 'findAll', pairs: [], kind: 'read' };
export const WRITE: ApiRequest = {
  target: 'Offer',
  method: 'create',
  pairs: [['data[password]', 'hunter2']],
  kind: 'write',
};
