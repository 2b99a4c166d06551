import { onTestFinished } from 'vitest';
import { type ClientEvent, type ClientOptions, HasOffers, type LogFile } from 'rxoffers';
import { collect } from './collect.js';
import { startServer, startTlsServer, success, type TestServer } from './server.js';
import type { Handler } from './server-client.js';

export type Scheme = 'http' | 'https';

const LISTED = [{ filename: '20160909/clicks-1.zip', displayName: 'Sep 9', startTimestamp: '1473411600' }];

/** A server of this scheme, which closes with the test. */
export const serverOf = async (scheme: Scheme, handler: Handler): Promise<TestServer> => {
  const server = await (scheme === 'https' ? startTlsServer : startServer)(handler);
  onTestFinished(() => server.close());
  return server;
};

/** A client of an endpoint of this scheme that gives `link` as the link of its one file. */
export const fileAt = async (
  link: string,
  endpoint: Scheme = 'http',
  options: Partial<ClientOptions> = {},
): Promise<{ file: LogFile; events: ClientEvent[]; links: () => number }> => {
  let links = 0;
  const server = await serverOf(endpoint, (request, response) => {
    const isLink = request.url?.includes('getDownloadLink') ?? false;
    if (isLink) links += 1;
    response.end(success(isLink ? { link } : { logFiles: LISTED }));
  });
  const api = new HasOffers({
    ...{ endpoint: server.url, networkId: 'net', networkToken: 'NETtoken/9', verify: false, rateLimit: false },
    ...{ retryDelay: 1, maxRetryDelay: 5, keepLogBytes: 0, ...options },
  });
  onTestFinished(() => api.close());
  const events: ClientEvent[] = [];
  api.events$.subscribe((event) => events.push(event));
  const [file] = (await collect(api.rawLogs.clicks.listFiles('20160909'))) as [LogFile];
  return { file, events, links: () => links };
};
