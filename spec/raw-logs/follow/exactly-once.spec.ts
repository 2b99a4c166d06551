import fc from 'fast-check';
import { VirtualTimeScheduler } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { ConnectionError, type FollowCheckpoint, type FollowedFile, type LogFileFacts } from 'rxoffers';
import { createFollow } from '../../../lib/raw-logs/follow/follow.js';
import { createLogLists } from '../../../lib/raw-logs/listing/log-lists.js';
import { type Appearance, logFeed, nameOf } from '../../support/log-feed.js';
import { HOUR } from '../../support/log-listing.js';
import { soak } from '../../support/soak.js';

/** Hours of logs, from the midnight of the 3rd of January 1970. */
const FIRST = 48;
const COUNT = 48;
const LOOK_BACK = 12;
const LATEST = 40;
/** Hours between polls. */
const INTERVAL = 1.9;
const MOST = { faults: 60, deaths: 8, downtime: 10 };
/** Late enough for everything that can go wrong to be over. */
const END = FIRST + COUNT + LATEST + MOST.faults * INTERVAL + MOST.deaths * MOST.downtime;

/** The events in the life of a consumer that stores each file together with its checkpoint. */
interface Life {
  /** By hour: how many hours after its end a file appears. */
  readonly delays: readonly number[];
  /** The network's time zone, hours from UTC. */
  readonly zone: number;
  /** Numbers of the calls that fail. */
  readonly faults: ReadonlySet<number>;
  /** The consumer dies at its nth file, before or after storing it, and returns after `downtime` hours. */
  readonly deaths: readonly { readonly at: number; readonly isStored: boolean; readonly downtime: number }[];
}

const lives: fc.Arbitrary<Life> = fc.record({
  delays: fc.array(
    fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(LOOK_BACK - 1) }, fc.nat(LATEST)),
    { minLength: COUNT, maxLength: COUNT },
  ),
  zone: fc.integer({ min: -11, max: 13 }),
  faults: fc.uniqueArray(fc.nat(200), { maxLength: MOST.faults }).map((calls) => new Set(calls)),
  deaths: fc.array(
    fc.record({ at: fc.integer({ min: 1, max: 20 }), isStored: fc.boolean(), downtime: fc.nat(MOST.downtime) }),
    {
      maxLength: MOST.deaths,
    },
  ),
});

const appearance = (hour: number, { delays, zone }: Life): Appearance => ({
  dirName: new Date((hour + zone) * HOUR).toISOString().slice(0, 10).replaceAll('-', ''),
  start: hour * HOUR,
  from: (hour + 1 + (delays[hour - FIRST] ?? 0)) * HOUR,
});

/** Plays a life on a virtual clock; returns what was stored, in the order of storing. */
const live = (life: Life) => {
  const scheduler = new VirtualTimeScheduler();
  const files = life.delays.map((_, index) => appearance(index + FIRST, life));
  const { call } = logFeed(files, {
    scheduler,
    latency: (number) => (number % 7) * 700,
    fault: (number) => (life.faults.has(number) ? new ConnectionError('reset', { unsent: false }) : undefined),
  });
  const follow = createFollow(
    createLogLists(call, 'clicks', (facts) => facts),
    { networkId: 'net', type: 'clicks' },
  );
  const store = { files: [] as FollowedFile<LogFileFacts>[], checkpoint: undefined as string | undefined };
  const tooLate = new Set<string>();
  const deaths = [...life.deaths];

  const start = (): void => {
    const death = deaths.shift();
    let received = 0;
    const options = {
      since: new Date(FIRST * HOUR),
      checkpoint: store.checkpoint === undefined ? null : (JSON.parse(store.checkpoint) as FollowCheckpoint),
      interval: INTERVAL * HOUR,
      lookBack: LOOK_BACK * HOUR,
      scheduler,
      onReport: ({ type, filename }: { type: string; filename: string }) => {
        if (type === 'too late') tooLate.add(filename);
      },
    };
    const subscription = follow(options).subscribe((followed) => {
      const dies = ++received === death?.at;
      if (!dies || death.isStored) {
        store.files.push(followed);
        store.checkpoint = JSON.stringify(followed.checkpoint);
      }
      if (!dies) return;
      // In the middle of a burst: everything else on its way is lost with the process.
      subscription.unsubscribe();
      scheduler.schedule(start, death.downtime * HOUR);
    });
    scheduler.schedule(() => subscription.unsubscribe(), END * HOUR - scheduler.now());
  };
  scheduler.schedule(start, FIRST * HOUR);
  scheduler.flush();
  return { files, stored: store.files, tooLate };
};

describe('follow, with one transaction per file', () => {
  it('stores every file that appears inside the window exactly once, whatever happens', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const { files, stored, tooLate } = live(life);
        const names = stored.map(({ file }) => file.filename);
        expect(new Set(names).size).toBe(names.length);
        const inTime = files.filter((_, index) => (life.delays[index] ?? 0) < LOOK_BACK).map(nameOf);
        expect(inTime.filter((name) => !names.includes(name))).toEqual([]);
        expect(names.filter((name) => tooLate.has(name))).toEqual([]);
      }),
      { numRuns: soak(10, 100) },
    );
  });

  it('marks each late file, and names only files inside the window in each checkpoint', () => {
    fc.assert(
      fc.property(lives, (life) => {
        let upTo = -Infinity;
        const { stored } = live(life);
        stored.forEach(({ file, late, checkpoint }, index) => {
          const time = file.startTime.getTime();
          expect(late).toBe(time < upTo);
          upTo = Math.max(upTo, time);
          expect(checkpoint.upTo).toBe(upTo);
          const inWindow = stored
            .slice(0, index + 1)
            .filter((other) => other.file.startTime.getTime() >= checkpoint.from)
            .map((other) => other.file.filename);
          expect(checkpoint.seen.map(([name]) => name).sort()).toEqual(inWindow.sort());
          expect(checkpoint.from).toBeGreaterThanOrEqual(upTo - LOOK_BACK * HOUR);
        });
      }),
      { numRuns: soak(5, 50) },
    );
  });
});
