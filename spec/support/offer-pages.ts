import { setImmediate as immediate } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { type ClientOptions, HasOffers, type Offer, type Paging, type Stream } from 'rxoffers';
import { startServer, success } from './server.js';

/** A long list of offers, served page by page over HTTP. */
export interface OfferPages {
  readonly api: HasOffers;
  /** The offers as a stream, ten to a page unless `paging` says otherwise. */
  readonly list: (paging?: Paging) => Stream<Offer>;
  /** How many pages were requested. */
  readonly requested: () => number;
  /** Resolves when no further page is requested for some turns of the event loop. */
  readonly quiet: () => Promise<void>;
  /** Resolves when no connection is open. */
  readonly idle: () => Promise<void>;
}

/** Serves offers with the ids 0, 1, 2, …; it closes with the test. */
export const serveOfferPages = async (
  pageCount: number,
  pageSize = 10,
  options: Partial<ClientOptions> = {},
): Promise<OfferPages> => {
  const server = await startServer((request, response) => {
    const page = Number(new URL(request.url ?? '', 'http://localhost').searchParams.get('page'));
    const ids = Array.from({ length: page > pageCount ? 0 : pageSize }, (_, index) => (page - 1) * pageSize + index);
    const data = ids.map((id) => ({ Offer: { id: String(id) } }));
    response.setHeader('content-type', 'application/json');
    response.end(success({ page, current: ids.length, count: pageCount * pageSize, pageCount, data }));
  });
  const credentials = { networkId: 'n', networkToken: 't', endpoint: server.url };
  const api = new HasOffers({ ...credentials, rateLimit: false, retries: 0, ...options });
  onTestFinished(async () => {
    await api.close();
    await server.close();
  });
  const requested = (): number => server.seen.length;
  return {
    api,
    list: (paging = {}) => api.offers.findAll({ pageSize, ...paging }),
    requested,
    quiet: async () => {
      for (let turns = 0, seen = -1; turns < 50; turns = seen === requested() ? turns + 1 : 0, seen = requested())
        await immediate();
    },
    idle: server.idle,
  };
};
