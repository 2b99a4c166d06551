import type { Observable } from 'rxjs';
import { onTestFinished } from 'vitest';
import { type ClientEvent, type ClientOptions, HasOffers } from 'rxoffers';
import { startServer, success, type TestServer } from './server.js';

export const TOKEN = 'NETsecret/T0ken+x';
export const PASSWORD = 'hunter2';

export type Handler = Parameters<typeof startServer>[0];

export const replying =
  (status: number, body: string | Buffer = '', headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

/** Handlers one after the other, the last of them from then on. */
export const inTurn = (...handlers: Handler[]): Handler => {
  let turn = 0;
  return (request, response) => handlers[Math.min(turn++, handlers.length - 1)]?.(request, response);
};

/** A successful reply. */
export const accept: Handler = replying(200, success(true));

/** No reply at all. */
export const silent: Handler = () => undefined;

export const reset: Handler = (request) => void request.socket.resetAndDestroy();

/** The reply of a refusal, as text. */
export const refusalText = (publicMessage: string): string =>
  JSON.stringify({ response: { status: -1, data: '', errors: [{ publicMessage }] } });

/** A client with quick retries. It closes with the test. */
export const clientAt = (endpoint: string, options: Partial<ClientOptions> = {}): HasOffers => {
  const quick = { retryDelay: 1, maxRetryDelay: 20 };
  const api = new HasOffers({ endpoint, networkId: 'net', networkToken: TOKEN, ...quick, ...options });
  onTestFinished(() => api.close());
  return api;
};

/** A server and a client of it. Both close with the test. */
export const serverClient = async (
  handler: Handler,
  options: Partial<ClientOptions> = {},
  start = startServer,
): Promise<{ server: TestServer; api: HasOffers }> => {
  const server = await start(handler);
  onTestFinished(() => server.close());
  return { server, api: clientAt(server.url, options) };
};

/** A call that only reads: emits the data of the reply as it is. */
export const read = (api: HasOffers): Observable<unknown> => api.call('Offer', 'findAll', {}, { raw: true });

/** A call that writes, with a password. */
export const write = (api: HasOffers): Observable<unknown> =>
  api.call('AffiliateUser', 'create', { data: { password: PASSWORD } } as never, { raw: true });

/** The events of a client from now on. */
export const eventsOf = (api: HasOffers): ClientEvent[] => {
  const events: ClientEvent[] = [];
  api.events$.subscribe((event) => events.push(event));
  return events;
};

/** A logger that keeps its lines. */
export const keepingLogger = () => {
  const lines: string[] = [];
  const add = (line: string): void => void lines.push(line);
  return { lines, info: add, debug: add };
};
