import { HasOffers } from 'rxoffers';
import { createSandbox } from 'rxoffers/sandbox';
import type { ConversionRow, ConversionService } from './conversion-service.js';

/** The conversions of a sandbox, over its network, with small pages. What a hook throws is an HTTP 500. */
export const sandboxConversions = async (now: () => number): Promise<ConversionService & AsyncDisposable> => {
  const sandbox = await createSandbox({ rateLimit: false, conversions: 0, maxPageSize: 4, now });
  const api = new HasOffers({ ...sandbox.credentials, rateLimit: false, retries: 0 });
  const table = sandbox.tables.Conversion;
  return {
    sync: api.conversions.sync,
    rows: () => new Map([...table.rows()].map((row) => [row['tune_event_id'] as string, row as ConversionRow])),
    add: (datetime) => void table.insert({ datetime }),
    change(place, changes) {
      const ids = [...table.keys()];
      const id = ids[place % Math.max(ids.length, 1)];
      if (id !== undefined) table.update(id, changes);
    },
    onRequest: (hook) => void sandbox.onRequest(() => hook(sandbox.requests.length)),
    async [Symbol.asyncDispose]() {
      await api.close();
      await sandbox.close();
    },
  };
};
