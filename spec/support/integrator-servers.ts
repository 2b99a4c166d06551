import type { IncomingMessage, ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import {
  type ClientOptions,
  createIntegrator,
  type Integrator,
  type IntegratorClock,
  type IntegratorCredentials,
} from 'rxoffers';
import { createTransport } from '../../lib/transport/transport.js';
import { normalizeOptions } from '../../lib/transport/normalize-options.js';
import type { Transport } from '../../lib/transport/transport.js';
import { startServer, success, type TestServer } from './server.js';

export const CLIENT_SECRET = 'client/Secret+1';
export const TOKEN_TEXT = 'eyJhbGciOi.token-number-';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Gives out `…token-number-1`, `…-2` and so on. */
export const granting = (expiresIn = 86_400): Handler => {
  let count = 0;
  return (_request, response) =>
    void response.end(
      JSON.stringify({ access_token: `${TOKEN_TEXT}${++count}`, token_type: 'Bearer', expires_in: expiresIn }),
    );
};

export const replying =
  (status: number, body = '', headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    void response.writeHead(status, headers).end(body);

/** Handlers one after the other, the last of them from then on. */
export const inTurn = (...handlers: Handler[]): Handler => {
  let turn = 0;
  return (request, response) => handlers[Math.min(turn++, handlers.length - 1)]?.(request, response);
};

/** Says yes to every access token but those that were refused. */
export const accepting =
  (isRefused: (token: string) => boolean = () => false, refuse: Handler = replying(401)): Handler =>
  (request, response) =>
    isRefused(request.headers.authorization ?? '') ? refuse(request, response) : void response.end(success(true));

export interface IntegratorServers {
  readonly auth: TestServer;
  readonly api: TestServer;
  readonly credentials: IntegratorCredentials;
  readonly integrator: Integrator;
  /** A transport of one network, with quick retries. */
  readonly connect: (options?: Partial<ClientOptions>) => Transport;
}

/** A server that gives out access tokens, one that answers calls, and clients of both. All close with the test. */
export const integratorServers = async (
  authorize: Handler,
  answer: Handler = accepting(),
  clock: IntegratorClock = {},
): Promise<IntegratorServers> => {
  const [auth, api] = [await startServer(authorize), await startServer(answer)];
  const credentials = {
    integratorId: 'INT7',
    clientId: 'client-7',
    clientSecret: CLIENT_SECRET,
    authorizeEndpoint: auth.url,
  };
  const integrator = createIntegrator(credentials, clock);
  const opened: Transport[] = [];
  onTestFinished(async () => {
    await Promise.all(opened.map((transport) => transport.close()));
    await Promise.all([auth.close(), api.close()]);
  });
  const connect = (options: Partial<ClientOptions> = {}): Transport => {
    const quick = { rateLimit: false, retryDelay: 1, maxRetryDelay: 20 } as const;
    const transport = createTransport(
      normalizeOptions({ endpoint: api.url, networkId: 'net', ...quick, ...options, integrator }),
    );
    opened.push(transport);
    return transport;
  };
  return { auth, api, credentials, integrator, connect };
};
