import { type Conversion, type ConversionSync, HasOffers } from 'rxoffers';
import { createSandbox, type Sandbox } from 'rxoffers/sandbox';

export type ConversionRow = Readonly<Record<string, string>>;

/** A sandbox, or another server, as a service of conversions, with a client that does not retry. */
export interface ConversionService<Server = Sandbox> extends AsyncDisposable {
  readonly sandbox: Server;
  readonly sync: ConversionSync<Conversion>;
  /** All conversions, by their key. */
  rows(): Map<string, ConversionRow>;
  add(datetime: string): void;
  /** Changes the conversion at a place, oldest id first; none where there are none. */
  change(place: number, changes: ConversionRow): void;
}

/** Starts a service without conversions and with small pages, whose clock is `now`. */
export const conversionService = async (now: () => number): Promise<ConversionService> => {
  const sandbox = await createSandbox({ rateLimit: false, conversions: 0, maxPageSize: 4, now });
  const api = new HasOffers({ ...sandbox.credentials, rateLimit: false, retries: 0 });
  const table = sandbox.tables.Conversion;
  return {
    sandbox,
    sync: api.conversions.sync,
    rows: () => new Map([...table.rows()].map((row) => [row['tune_event_id'] as string, row as ConversionRow])),
    add: (datetime) => void table.insert({ datetime }),
    change(place, changes) {
      const ids = [...table.keys()];
      const id = ids[place % Math.max(ids.length, 1)];
      if (id !== undefined) table.update(id, changes);
    },
    async [Symbol.asyncDispose]() {
      await api.close();
      await sandbox.close();
    },
  };
};
