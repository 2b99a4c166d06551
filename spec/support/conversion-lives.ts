import fc from 'fast-check';
import { asapScheduler, type SchedulerLike } from 'rxjs';
import type { ConversionCheckpoint, SyncMode } from 'rxoffers';
import type { RequestLog } from './keyed-conversions.js';
import type { ConversionRow, ConversionService } from './sandbox-conversions.js';

const HOUR = 60 * 60 * 1000;
const LOOKBACK = 24;
/** When a life begins, and how far back its first conversions go, hours. */
const START = Date.UTC(2024, 2, 1);
const PAST = 12 * 24;
/** The number of requests during which something happens; then nothing changes any more. */
const BUSY = 60;
/** A life ends after this many polls in a row of a service in which nothing happens. */
const QUIET_POLLS = 2;

/** An event in the service just before it answers a request. Hours. */
type Event =
  | { readonly kind: 'appears'; readonly delay: number }
  | { readonly kind: 'changes'; readonly which: number; readonly payout: number }
  | { readonly kind: 'passes'; readonly hours: number };

/** The life of a service, its network, and a consumer that stores each conversion together with its checkpoint. */
export interface Life {
  /** The conversions at the beginning: how many hours before it each happened. */
  readonly past: readonly number[];
  /** Where the consumer starts, before the beginning. */
  readonly since: number;
  readonly events: readonly (Event & { readonly at: number })[];
  /** Numbers of the requests that fail. */
  readonly faults: readonly number[];
  /** The consumer dies at its nth conversion, before or after storing it, and is back after the downtime, hours. */
  readonly deaths: readonly { readonly at: number; readonly isStored: boolean; readonly downtime: number }[];
}

const at = fc.nat(BUSY);
const happening: fc.Arbitrary<Event & { readonly at: number }> = fc.oneof(
  fc.record({
    kind: fc.constant('appears' as const),
    at,
    delay: fc.oneof(fc.constant(0), fc.nat(LOOKBACK - 1)),
  }),
  fc.record({ kind: fc.constant('changes' as const), at, which: fc.nat(1000), payout: fc.nat(2) }),
  fc.record({ kind: fc.constant('passes' as const), at, hours: fc.nat(20) }),
);

export const lives: fc.Arbitrary<Life> = fc.record({
  past: fc.array(fc.nat(PAST), { maxLength: 14 }),
  since: fc.oneof(fc.constant(PAST), fc.nat(PAST)),
  events: fc.array(happening, { maxLength: 30 }),
  faults: fc.uniqueArray(at, { maxLength: 10 }),
  deaths: fc.array(
    fc.record({
      at: fc.integer({ min: 1, max: 8 }),
      isStored: fc.boolean(),
      downtime: fc.oneof(fc.nat(5), fc.nat(15 * 24)),
    }),
    { maxLength: 5 },
  ),
});

/** The same life with its conversions in fewer hours, so that many share one. */
export const inFewHours = (life: Life): Life => {
  const rough = (hours: number): number => hours - (hours % 24);
  const events = life.events.map((event) =>
    event.kind === 'appears' ? { ...event, delay: rough(event.delay) } : event,
  );
  return { ...life, past: life.past.map(rough), events };
};

/** The clock of a service, ms. */
export interface Clock {
  time: number;
}

export const wireTime = (instant: number): string => new Date(instant).toISOString().slice(0, 19).replace('T', ' ');

/** Where the consumer of a life starts. */
export const sinceOf = ({ since }: Life): string => wireTime(START - since * HOUR);

/** A sandbox, or a service with keys of its own. */
export type Service = ConversionService<RequestLog>;

/** Fills a service as it is at the beginning of a life. */
const settle = (life: Life, service: Service, clock: Clock): void => {
  for (const hours of life.past.toSorted((first, second) => second - first)) {
    clock.time = START - hours * HOUR;
    service.add(wireTime(clock.time));
  }
  clock.time = START;
};

/** Plays the events of a life; the result tells whether they are over. */
const unfold = (life: Life, service: Service, clock: Clock, onEvent: () => void): (() => boolean) => {
  const happen = (event: Event): void => {
    if (event.kind === 'passes') clock.time += event.hours * HOUR;
    else if (event.kind === 'appears') service.add(wireTime(clock.time - event.delay * HOUR));
    else service.change(event.which, { payout: String(event.payout) });
  };
  const { requests } = service.sandbox;
  service.sandbox.onRequest(() => {
    clock.time += 60_000;
    for (const event of life.events) if (event.at === requests.length) happen(event);
    onEvent();
    // The sandbox answers with HTTP 500.
    if (life.faults.includes(requests.length)) throw new Error('a request that fails');
  });
  return () => requests.length > BUSY;
};

/** A conversion that was emitted although the store had it with this content. */
export interface Repeat {
  readonly row: ConversionRow;
  /** Whether the consumer had not died before. */
  readonly isFirstRun: boolean;
  /** Where the digests of the checkpoint start with which the consumer continued. */
  readonly from: string;
  /** All contents, since that start, of the conversions that had more than one: in the store, and in the service. */
  readonly changed: readonly ConversionRow[];
}

/** The store of a consumer: conversions by their key, and the last checkpoint as text. */
export interface Store {
  readonly rows: Map<string, ConversionRow>;
  checkpoint: string | undefined;
  readonly repeats: Repeat[];
  /** The longest checkpoint, characters. */
  longest: number;
}

/** The contents of conversions, since the consumer started last. */
const createContents = (service: Service) => {
  const contents = new Map<string, Map<string, ConversionRow | undefined>>();
  const note = (key: string, row: ConversionRow | undefined): void => {
    const known = contents.get(key) ?? new Map<string, ConversionRow | undefined>();
    contents.set(key, known.set(JSON.stringify(row) ?? '', row));
  };
  const look = (): void => service.rows().forEach((row, key) => note(key, row));
  return {
    look,
    restart(stored: ReadonlyMap<string, ConversionRow>) {
      contents.clear();
      for (const key of service.rows().keys()) note(key, stored.get(key));
      look();
    },
    changed: () =>
      [...contents.values()].flatMap((known) =>
        known.size > 1 ? [...known.values()].filter((row) => row !== undefined) : [],
      ),
  };
};

const checkpointIn = (store: Store): ConversionCheckpoint | null =>
  store.checkpoint === undefined ? null : (JSON.parse(store.checkpoint) as ConversionCheckpoint);

/** Plays a life to its end; the result is the store. */
export const live = async (life: Life, mode: SyncMode, service: Service, clock: Clock): Promise<Store> => {
  const store: Store = { rows: new Map(), checkpoint: undefined, repeats: [], longest: 0 };
  const contents = createContents(service);
  const deaths = [...life.deaths];
  settle(life, service, clock);
  const isOver = unfold(life, service, clock, contents.look);
  let quiet = 0;
  let finish = (): void => undefined;
  // Each wait between polls is scheduled here, at the end of a poll.
  const scheduler: SchedulerLike = {
    now: () => clock.time,
    schedule: (work, _delay, state) => {
      clock.time += HOUR;
      quiet = isOver() ? quiet + 1 : 0;
      if (quiet > QUIET_POLLS) finish();
      return asapScheduler.schedule(work as never, 0, state);
    },
  };

  const put = (row: ConversionRow, start: ConversionCheckpoint | null, reached: ConversionCheckpoint): void => {
    const key = row['tune_event_id'] ?? '';
    if (JSON.stringify(store.rows.get(key)) === JSON.stringify(row))
      store.repeats.push({
        row,
        isFirstRun: start === null,
        from: start?.seen.from ?? '',
        changed: contents.changed(),
      });
    store.rows.set(key, row);
    store.checkpoint = JSON.stringify(reached);
    store.longest = Math.max(store.longest, store.checkpoint.length);
  };

  /** Resolves when the consumer dies, or with `true` when the life ends. */
  const run = (): Promise<boolean> =>
    new Promise((resolve, reject) => {
      const death = deaths[0];
      let received = 0;
      const checkpoint = checkpointIn(store);
      contents.restart(store.rows);
      const options = { since: sinceOf(life), checkpoint, lookback: LOOKBACK * HOUR, interval: 1, mode, scheduler };
      const subscription = service.sync(options).subscribe({
        next: ({ conversion, checkpoint: reached }) => {
          const dies = ++received === death?.at;
          if (!dies || death.isStored) put(conversion.toObject() as ConversionRow, checkpoint, reached);
          if (dies) end(false);
        },
        error: reject,
      });
      const end = (isLast: boolean): void => {
        subscription.unsubscribe();
        resolve(isLast);
      };
      finish = () => end(true);
    });

  while (!(await run())) {
    clock.time += (deaths.shift()?.downtime ?? 0) * HOUR;
    quiet = 0;
  }
  return store;
};
