// Compiled, never run: how users follow conversions, and what must not compile.
import type {
  Conversion,
  ConversionCheckpoint,
  HasOffers,
  SeenDigests,
  Stream,
  Synced,
  SyncMode,
  SyncOptions,
} from 'rxoffers';

const seen: SeenDigests = { from: '2024-01-01 00:00:00', updatedSince: null, hours: 1, slots: 4096, digests: '' };

/** A checkpoint is plain data. */
export const checkpoint: ConversionCheckpoint = {
  version: 2,
  networkId: 'acme',
  mode: { modified: 'modified' },
  from: '2024-01-01 00:00:00',
  updatedSince: null,
  seen,
};

export const modes: SyncMode[] = ['updated', { modified: 'modified' }, { modified: 'datetime' }];

export const sync = async ({ conversions }: HasOffers): Promise<void> => {
  conversions.sync({ since: '2026-01-01', checkpoint: null, lookback: 0 }) satisfies Stream<Synced<Conversion>>;
  for await (const synced of conversions.sync({ checkpoint })) {
    synced.conversion.payout satisfies string | null | undefined;
    synced.checkpoint satisfies ConversionCheckpoint;
    // @ts-expect-error a checkpoint is not changed
    synced.checkpoint.from = '2026-01-01 00:00:00';
  }
  conversions.sync({ since: '2026-01-01', updatedParams: (since) => ({ after: since }) });
  // @ts-expect-error there is no such mode
  conversions.sync({ mode: 'added' } satisfies SyncOptions);
  // @ts-expect-error a checkpoint is not its JSON text
  conversions.sync({ checkpoint: '{}' });
  conversions.sync({ since: new Date(0) });
  // @ts-expect-error a time is a string or a Date
  conversions.sync({ since: Date.now() });
};

export const changes = ({ conversions }: HasOffers): void => {
  conversions.findUpdated({ since: '2026-01-01', until: '2026-01-31 12:00:00' }) satisfies Stream<Conversion>;
  conversions.findAdded({ params: { hour: 5 } }) satisfies Stream<Conversion>;
  conversions.findUpdated({ since: new Date(0) });
  // @ts-expect-error a time is a string or a Date
  conversions.findUpdated({ since: Date.now() });
  // @ts-expect-error a query is needed
  conversions.findUpdated();
  // @ts-expect-error the method has no limit
  conversions.findAdded({ since: '2026-01-01', limit: 5 });
};
