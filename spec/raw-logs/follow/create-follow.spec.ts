import { ignoreElements, map, type Observable, of, share, take, throwError } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import {
  AuthenticationError,
  ConnectionError,
  type FollowCheckpoint,
  type FollowOptions,
  HttpError,
  iterate,
  type LogFileFacts,
  Stream,
} from 'rxoffers';
import { createFollow } from '../../../lib/raw-logs/follow/follow.js';
import { createLogLists } from '../../../lib/raw-logs/listing/log-lists.js';
import type { RawLogCall } from '../../../lib/raw-logs/context.js';
import { collect, failureOf, settle } from '../../support/collect.js';
import { HOUR, hours, listedLogs } from '../../support/listed-logs.js';
import { type Appearance, type FeedOptions, logFeed } from '../../support/log-feed.js';

const MIDNIGHT = Date.parse('2016-09-09T00:00Z');
const DAY = 24 * HOUR;

/** A file by the hour since midnight of the 9th; listed from a time on, in the fake clock's ms. */
const hour = (of: number, from = 0, until = Infinity): Appearance => ({
  dirName: `201609${String(9 + Math.floor(of / 24)).padStart(2, '0')}`,
  start: MIDNIGHT + of * HOUR,
  from,
  until,
});
const hourOf = ({ startTime }: LogFileFacts): number => (startTime.getTime() - MIDNIGHT) / HOUR;

const followOf = (call: RawLogCall, hooks = {}) =>
  createFollow(
    createLogLists(call, 'clicks', (facts) => facts),
    'clicks',
    hooks,
  );

/** What a follow shows of itself: `3` for an hour, `3+` for one that came late. */
const shown = (call: RawLogCall, options: FollowOptions): Observable<string> =>
  followOf(call)(options).pipe(map(({ file, late }) => `${hourOf(file)}${late ? '+' : ''}`));

type Helpers = Parameters<Parameters<TestScheduler['run']>[0]>[0];

const marbles = (
  appearances: readonly Appearance[],
  feed: Partial<FeedOptions>,
  script: (
    call: RawLogCall,
    helpers: Helpers & { scheduler: TestScheduler; asked: readonly [number, string][] },
  ) => void,
): void => {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run((helpers) => {
    const { call, asked } = logFeed(appearances, { scheduler, ...feed });
    script(call, { ...helpers, scheduler, asked });
  });
};

const values = (...of: string[]): Record<string, string> =>
  Object.fromEntries(of.map((value, index) => [String.fromCharCode(97 + index), value]));

describe('follow', () => {
  it('emits files oldest first, then each new one as it appears, and never completes', () => {
    // Dirs after 1 ms, files after 2; the next poll 10 ms after the end of the last.
    marbles([hour(1), hour(0), hour(2, 5), hour(3, 30)], {}, (call, { expectObservable }) => {
      const source = shown(call, { since: '20160909', interval: 10 });
      expectObservable(source, '60ms !').toBe('--(ab) 8ms c 23ms d', values('0', '1', '2', '3'));
    });
  });

  it('asks for the dirs, then for those inside the window, an interval after the end of the poll before', () => {
    marbles([hour(0), hour(23), hour(24), hour(72)], { latency: 2 }, (call, helpers) => {
      const options = { since: '20160909', interval: 10, lookBack: HOUR, scheduler: helpers.scheduler };
      helpers.expectObservable(shown(call, options).pipe(ignoreElements()), '25ms !').toBe('');
      helpers.flush();
      expect(helpers.asked).toEqual([
        [0, 'listDateDirs'],
        [2, '20160909'],
        [4, '20160910'],
        [6, '20160912'],
        [18, 'listDateDirs'],
        [20, '20160910'],
        [22, '20160912'],
      ]);
    });
  });

  it('marks what came late, reports what came too late and what vanished, each once', () => {
    const appearances = [hour(0), hour(9, 5), hour(7, 20), hour(2, 20), hour(8, 0, 30)];
    const reports: string[] = [];
    const onReport = ({ type, startTime }: { type: string; startTime: Date }): void =>
      void reports.push(`${type} ${(startTime.getTime() - MIDNIGHT) / HOUR}`);
    marbles(appearances, {}, (call, { expectObservable }) => {
      const source = shown(call, { since: '20160909', interval: 10, lookBack: 3 * HOUR, onReport });
      expectObservable(source, '99ms !').toBe('--(ab) 8ms c 11ms d', values('0', '8', '9', '7+'));
    });
    expect(reports).toEqual(['too late 2', 'vanished 8']);
  });

  it('survives faults between polls, reports them, and loses nothing', () => {
    const faults = [new HttpError('busy', 503), undefined, new ConnectionError('reset', { unsent: false })];
    const seen: unknown[] = [];
    const told: unknown[] = [];
    // The dirs fail at 1 ms; then the second dir, at 14 ms, behind the file of the first.
    const fault = (call: number) => [faults[0], undefined, undefined, faults[2]][call];
    marbles([hour(0), hour(24)], { fault }, (call, { expectObservable }) => {
      const follow = followOf(call, { onFault: (error: Error) => told.push(error) });
      const source = follow({ since: '20160909', interval: 10, onFault: (error) => seen.push(error) });
      const expected = `${'-'.repeat(13)}a${'-'.repeat(13)}b`;
      expectObservable(source.pipe(map(({ file }) => String(hourOf(file)))), '40ms !').toBe(
        expected,
        values('0', '24'),
      );
    });
    expect(seen).toEqual([faults[0], faults[2]]);
    expect(told).toEqual(seen);
  });

  it.each([
    new AuthenticationError([], 401),
    new ConnectionError('The client is closed', { code: 'CLOSED', unsent: false }),
    new TypeError('a bug'),
    new Error('not of this library'),
  ])('ends with %s, which no poll can mend', (error) => {
    marbles([hour(0)], { fault: (call) => (call === 1 ? error : undefined) }, (call, { expectObservable }) => {
      const onFault = (): never => expect.unreachable();
      expectObservable(shown(call, { since: '20160909', interval: 10, onFault })).toBe('--#', undefined, error);
    });
  });

  it('ends with what a handler throws', async () => {
    const { call } = listedLogs({ '20160909': hours('20160909', 0) });
    const refused = followOf(() => throwError(() => new HttpError('busy', 503)));
    const onFault = (): never => {
      throw new Error('handler');
    };
    expect(await failureOf(refused({ since: '20160909', onFault }))).toMatchObject({ message: 'handler' });
    const checkpoint: FollowCheckpoint = {
      version: 1,
      type: 'clicks',
      since: '20160909',
      from: MIDNIGHT,
      upTo: MIDNIGHT,
      seen: [['20160909/gone.zip', MIDNIGHT]],
    };
    const failing = followOf(call, { onReport: onFault });
    expect(await failureOf(failing({ checkpoint }).pipe(take(2)))).toMatchObject({ message: 'handler' });
  });

  it('starts at an instant', () => {
    marbles([hour(0), hour(1), hour(2), hour(-3)], {}, (call, { expectObservable }) => {
      const options = { since: new Date(MIDNIGHT + HOUR), interval: 1_000 };
      // Hour -3 lies in the dir of the 8th, which is looked at too.
      expectObservable(shown(call, options), '500ms !').toBe('---(ab)', values('1', '2'));
    });
  });

  it('waits for logs where there are none yet', () => {
    marbles([hour(5, 25)], {}, (call, { expectObservable }) => {
      expectObservable(shown(call, { since: '20160909', interval: 10 }), '50ms !').toBe('35ms a', values('5'));
    });
  });

  it('goes on behind every checkpoint: each other file comes exactly once', () => {
    const appearances = [hour(0), hour(1), hour(3), hour(26, 20), hour(2, 40), hour(25, 60), hour(50, 80)];
    const emitted: { hour: number; checkpoint: FollowCheckpoint }[] = [];
    const options: FollowOptions = { since: '20160909', interval: 10 };
    marbles(appearances, {}, (call, { scheduler }) => {
      followOf(call)({ ...options, scheduler })
        .pipe(take(appearances.length))
        .subscribe(({ file, checkpoint }) => emitted.push({ hour: hourOf(file), checkpoint }));
    });
    expect(emitted.map((item) => item.hour)).toEqual([0, 1, 3, 26, 2, 25, 50]);

    emitted.forEach(({ checkpoint }, index) => {
      const stored: number[] = emitted.slice(0, index + 1).map((item) => item.hour);
      const again = JSON.parse(JSON.stringify(checkpoint)) as FollowCheckpoint;
      marbles(appearances, {}, (call, { scheduler }) => {
        followOf(call)({ ...options, checkpoint: again, scheduler })
          .pipe(take(appearances.length - stored.length))
          .subscribe(({ file }) => stored.push(hourOf(file)));
      });
      expect([...stored].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 25, 26, 50]);
    });
  });

  it('keeps its checkpoint small over a year, and lists the dirs as it goes', async () => {
    const days = Array.from({ length: 365 }, (_, day) =>
      new Date(MIDNIGHT + day * DAY).toISOString().slice(0, 10).replaceAll('-', ''),
    );
    const all = Array.from({ length: 24 }, (_, index) => index);
    const { call, asked } = listedLogs(Object.fromEntries(days.map((day) => [day, hours(day, ...all)])));
    let count = 0;
    await new Promise<void>((resolve) => {
      followOf(call)({ since: '20160909' })
        .pipe(take(365 * 24))
        .subscribe({
          next: ({ checkpoint }) => {
            count++;
            expect(checkpoint.seen.length).toBeLessThanOrEqual(49);
            expect(asked.length).toBeLessThanOrEqual(Math.ceil(count / 24) + 2);
          },
          complete: resolve,
        });
    });
    expect(count).toBe(365 * 24);
  });

  it('waits while its consumer is busy', async () => {
    const days = Array.from({ length: 28 }, (_, day) => `201602${String(day + 1).padStart(2, '0')}`);
    const { call, asked } = listedLogs(Object.fromEntries(days.map((day) => [day, hours(day, 0, 1)])));
    const follow = followOf(call);
    for (const source of [
      iterate(follow({ since: '20160201', interval: 0 }), { highWaterMark: 2 }),
      iterate((demand) => follow({ since: '20160201', interval: 0, demand }).pipe(share()), { highWaterMark: 2 }),
    ]) {
      asked.length = 0;
      await source.next();
      await settle(20);
      expect(asked.length).toBeGreaterThanOrEqual(2);
      expect(asked.length).toBeLessThanOrEqual(5);
      await source.return?.();
    }
  });

  it('cancels the request or the wait when it is left', () => {
    let inFlight = 0;
    const call: RawLogCall = () =>
      new Stream(() => {
        inFlight++;
        return () => void inFlight--;
      });
    const subscription = followOf(call)({ since: '20160909' }).subscribe();
    expect(inFlight).toBe(1);
    subscription.unsubscribe();
    expect(inFlight).toBe(0);

    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const waiting = followOf(() => of([]))({ since: '20160909' }).subscribe();
    expect(timers()).toBe(before + 1);
    waiting.unsubscribe();
    expect(timers()).toBe(before);
  });

  it('starts anew for each subscription, and asks for nothing before', async () => {
    const { call, asked } = listedLogs({ '20160909': hours('20160909', 0, 1) });
    const two = followOf(call)({ since: '20160909' }).pipe(
      take(2),
      map(({ file }) => file.startTime.getUTCHours()),
    );
    expect(asked).toEqual([]);
    expect(await collect(two)).toEqual([0, 1]);
    expect(await collect(two)).toEqual([0, 1]);
    expect(followOf(call)({ since: '20160909' })).toBeInstanceOf(Stream);
  });

  it.each<[string, unknown, new () => Error]>([
    ['nothing', undefined, TypeError],
    ['no start', {}, TypeError],
    ['a checkpoint of another type', { checkpoint: { version: 1, type: 'conversions' } }, TypeError],
    ['a day that is none', { since: '20160231' }, RangeError],
    ['an interval below nothing', { since: '20160909', interval: -1 }, RangeError],
    ['an interval longer than a timer', { since: '20160909', interval: 2 ** 31 }, RangeError],
    ['an interval that is a text', { since: '20160909', interval: '5m' }, TypeError],
    ['null for an interval', { since: '20160909', interval: null }, TypeError],
  ])('refuses %s as an error of the stream, and sends nothing', async (_, options, type) => {
    const { call, asked } = listedLogs({});
    expect(await failureOf(followOf(call)(options as FollowOptions))).toBeInstanceOf(type);
    expect(asked).toEqual([]);
  });
});
