import { onTestFinished } from 'vitest';
import {
  type ClientOptions,
  createIntegrator,
  HasOffers,
  type Integrator,
  type IntegratorClock,
  type IntegratorCredentials,
} from 'rxoffers';
import { startServer, type TestServer } from './server.js';
import { accept, type Handler, replying } from './server-client.js';

export const CLIENT_SECRET = 'client/Secret+1';
export const TOKEN_TEXT = 'eyJhbGciOi.token-number-';

/** Grants `…token-number-1`, `…-2` and so on. */
export const granting = (expiresIn = 86_400): Handler => {
  let count = 0;
  return (_request, response) =>
    void response.end(
      JSON.stringify({ access_token: `${TOKEN_TEXT}${++count}`, token_type: 'Bearer', expires_in: expiresIn }),
    );
};

/** Accepts every access token but those that are refused. */
export const accepting =
  (isRefused: (token: string) => boolean = () => false, refuse: Handler = replying(401)): Handler =>
  (request, response) =>
    isRefused(request.headers.authorization ?? '') ? refuse(request, response) : accept(request, response);

export interface IntegratorServers {
  readonly auth: TestServer;
  readonly api: TestServer;
  readonly credentials: IntegratorCredentials;
  readonly integrator: Integrator;
  /** A client of one network, with quick retries. */
  readonly connect: (options?: Partial<ClientOptions>) => HasOffers;
}

/** A server that grants access tokens, one that answers calls, and clients of both. All close with the test. */
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
  const opened: HasOffers[] = [];
  onTestFinished(async () => {
    await Promise.all(opened.map((api) => api.close()));
    await Promise.all([auth.close(), api.close()]);
  });
  const connect = (options: Partial<ClientOptions> = {}): HasOffers => {
    const quick = { rateLimit: false, retryDelay: 1, maxRetryDelay: 20 } as const;
    const client = new HasOffers({ endpoint: api.url, networkId: 'net', ...quick, ...options, integrator });
    opened.push(client);
    return client;
  };
  return { auth, api, credentials, integrator, connect };
};
