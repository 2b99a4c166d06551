import {
  filter,
  firstValueFrom,
  map,
  type Observable,
  share,
  Subject,
  take,
  takeUntil,
  VirtualTimeScheduler,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  AuthenticationError,
  type ClientEvent,
  type FollowCheckpoint,
  type FollowedFile,
  type FollowOptions,
  HasOffers,
  HasOffersError,
  iterate,
  type LogFile,
  Stream,
} from 'rxoffers';
import { openClient } from '../../support/client-of.js';
import { collect, failureOf, settle } from '../../support/collect.js';
import { daysFrom, HOUR, hours, type Listing, listingReply, logRow, serveListing } from '../../support/log-listing.js';
import { Refusal } from '../../support/recorded-api.js';
import { soak } from '../../support/soak.js';
import { startServer } from '../../support/server.js';

const MIDNIGHT = Date.parse('2016-09-09T00:00Z');
const SINCE = '20160909';

/** The listing of some hours, counted from the midnight of the 9th. */
const listingOf = (of: readonly number[]): Listing => {
  const listing: Record<string, ReturnType<typeof logRow>[]> = {};
  for (const hour of of) {
    const time = MIDNIGHT + hour * HOUR;
    const dirName = new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
    (listing[dirName] ??= []).unshift(logRow(dirName, time));
  }
  return listing;
};

const hourOf = ({ startTime }: Pick<LogFile, 'startTime'>): number => (startTime.getTime() - MIDNIGHT) / HOUR;

/** A file as its hour: `3`, or `3+` for one that came late. */
const shown = ({ file, late }: FollowedFile<LogFile>): string => `${hourOf(file)}${late ? '+' : ''}`;

/** Lists other hours in each poll, those of the last one from then on. `polled(n)` emits when the nth poll begins. */
const openPolls = async (polls: readonly (readonly number[])[]) => {
  const began = new Subject<number>();
  const { api, asked } = await serveListing((dirName, _, poll) => {
    if (dirName === undefined) began.next(poll);
    return listingReply(listingOf(polls[Math.min(poll, polls.length - 1)] ?? []), dirName);
  });
  const polled = (poll: number): Observable<number> => began.pipe(filter((number) => number >= poll));
  const follow = (options: FollowOptions) => api.rawLogs.clicks.follow({ interval: 0, ...options });
  return { api, asked, follow, polled };
};

describe('follow', () => {
  it('emits files oldest first, then each new one as it appears, and does not complete', async () => {
    const { follow, polled } = await openPolls([
      [0, 1],
      [0, 1],
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2, 3],
    ]);
    const followed = await collect(follow({ since: SINCE }).pipe(map(shown), takeUntil(polled(7))));
    expect(followed).toEqual(['0', '1', '2', '3']);
  });

  it('lists the dirs, then those inside the lookback window, and starts over for each subscription', async () => {
    const { asked, follow, polled } = await openPolls([[0, 23, 24, 72]]);
    const stream = follow({ since: SINCE, lookBack: HOUR });
    expect(stream).toBeInstanceOf(Stream);
    expect(asked()).toEqual([]);
    await collect(stream.pipe(takeUntil(polled(2))));
    expect(asked().slice(0, 7)).toEqual([
      ...['listDateDirs', '20160909', '20160910', '20160912'],
      ...['listDateDirs', '20160910', '20160912'],
    ]);
    expect((await collect(stream.pipe(take(4)))).map(shown)).toEqual(['0', '23', '24', '72']);
  });

  it('polls again an interval after the end of a poll, by the clock of the scheduler', async () => {
    const { follow } = await openPolls([[]]);
    const scheduler = new VirtualTimeScheduler();
    const delays = async (interval: number | undefined): Promise<number[]> => {
      const subscription = follow({ since: SINCE, interval, scheduler }).subscribe();
      while (scheduler.actions.length === 0) await settle(1);
      const waiting = scheduler.actions.map(({ delay }) => delay);
      subscription.unsubscribe();
      scheduler.flush();
      return waiting;
    };
    expect(await delays(undefined)).toEqual([300_000]);
    expect(await delays(1_234)).toEqual([1_234]);
  });

  it('marks what came late, and reports once what came too late and what vanished', async () => {
    const { follow, polled, api } = await openPolls([
      [0, 8],
      [0, 8, 9],
      [0, 2, 7, 9],
    ]);
    const reports: string[] = [];
    const onReport = ({ type, startTime }: { type: string; startTime: Date }): void =>
      void reports.push(`${type} ${hourOf({ startTime })}`);
    const events: ClientEvent[] = [];
    api.events$.subscribe((event) => events.push(event));
    const files = follow({ since: SINCE, lookBack: 3 * HOUR, onReport }).pipe(map(shown), takeUntil(polled(6)));
    expect(await collect(files)).toEqual(['0', '8', '9', '7+']);
    expect(reports).toEqual(['too late 2', 'vanished 8']);
    const types = events.map(({ type }) => type).filter((type) => type.startsWith('file '));
    expect(types).toEqual(['file too late', 'file vanished']);
  });

  it('reports the error of a poll, polls again and loses nothing', async () => {
    // The dirs fail first; then the second dir, after the file of the first.
    const { api } = await serveListing((dirName, request) =>
      request === 0 || request === 3 ? new Refusal('busy') : listingReply(listingOf([0, 24]), dirName),
    );
    const faults: unknown[] = [];
    const events: ClientEvent[] = [];
    api.events$.subscribe((event) => events.push(event));
    const onFault = (fault: unknown): void => void faults.push(fault);
    const files = api.rawLogs.clicks.follow({ since: SINCE, interval: 0, onFault }).pipe(take(2), map(shown));
    expect(await collect(files)).toEqual(['0', '24']);
    expect(faults.map((fault) => fault instanceof HasOffersError)).toEqual([true, true]);
    expect(events.filter(({ type }) => type === 'listing failed')).toHaveLength(2);
  });

  it('ends with an AuthenticationError, and when the client is closed', async () => {
    const onFault = (): never => expect.unreachable();
    const { sandbox } = await openClient();
    const stranger = new HasOffers({ ...sandbox.credentials, networkToken: 'another' });
    const refused = stranger.rawLogs.clicks.follow({ since: SINCE, onFault });
    expect(await failureOf(refused)).toBeInstanceOf(AuthenticationError);
    await stranger.close();
    const { api, follow } = await openPolls([[0]]);
    const closed = failureOf(follow({ since: SINCE, onFault }));
    await firstValueFrom(follow({ since: SINCE }));
    await api.close();
    expect(await closed).toMatchObject({ code: 'CLOSED' });
  });

  it('ends with an error that a callback throws', async () => {
    const fail = (): never => {
      throw new Error('callback');
    };
    const { api } = await serveListing(() => new Refusal('busy'));
    const faulty = api.rawLogs.clicks.follow({ since: SINCE, onFault: fail });
    expect(await failureOf(faulty)).toMatchObject({ message: 'callback' });
    const { follow } = await openPolls([[0, 5], [5]]);
    expect(await failureOf(follow({ since: SINCE, onReport: fail }))).toMatchObject({ message: 'callback' });
  });

  it('starts at an instant, and looks into the dir of the day before', async () => {
    const { follow } = await openPolls([[-3, 0, 1, 2]]);
    const files = follow({ since: new Date(MIDNIGHT + HOUR) }).pipe(take(2), map(shown));
    expect(await collect(files)).toEqual(['1', '2']);
    const early = follow({ since: new Date(MIDNIGHT - 3 * HOUR) }).pipe(take(1), map(shown));
    expect(await collect(early)).toEqual(['-3']);
  });

  it('waits where there are no logs yet', async () => {
    const { follow } = await openPolls([[], [], [5]]);
    expect(shown(await firstValueFrom(follow({ since: SINCE })))).toBe('5');
  });

  it('waits while its consumer is busy', async () => {
    const days = daysFrom('2016-02-01', 28);
    const listing = Object.fromEntries(days.map((day) => [day, hours(day, 0, 1)]));
    const { api, asked } = await serveListing((dirName) => listingReply(listing, dirName));
    const follow = (options: FollowOptions) =>
      api.rawLogs.clicks.follow({ since: '20160201', interval: 0, ...options });
    for (const source of [
      iterate(follow({}), { highWaterMark: 2 }),
      iterate((demand) => follow({ demand }).pipe(share()), { highWaterMark: 2 }),
    ]) {
      const before = asked().length;
      await source.next();
      await settle(20);
      expect(asked().length - before).toBeGreaterThanOrEqual(2);
      expect(asked().length - before).toBeLessThanOrEqual(5);
      await source.return?.();
    }
  });

  it('cancels its request or its wait when it is unsubscribed from', async () => {
    const { api, sandbox } = await openClient();
    const server = await startServer(() => undefined);
    const silent = await openClient({}, { endpoint: server.url });
    const pending = silent.api.rawLogs.clicks.follow({ since: SINCE }).subscribe();
    await server.received(1);
    pending.unsubscribe();
    await server.idle();
    await server.close();
    const scheduler = new VirtualTimeScheduler();
    const waiting = api.rawLogs.clicks.follow({ since: '20990101', scheduler }).subscribe();
    while (scheduler.actions.length === 0) await settle(1);
    waiting.unsubscribe();
    const before = sandbox.requests.length;
    scheduler.flush();
    await settle(5);
    expect(sandbox.requests).toHaveLength(before);
  });
});

describe('a follow of a service with wrong dates', () => {
  it('emits a file dated ten years ahead once, reports it, and goes on with the others, after a restart too', async () => {
    const ahead = (Date.now() - MIDNIGHT) / HOUR + 10 * 365 * 24;
    const wrong = Math.round(ahead);
    const { follow, polled, api } = await openPolls([
      [0, 1, wrong],
      [0, 1, wrong],
      [0, 1, 2, wrong],
      [0, 1, 2, 3, wrong],
    ]);
    const events: ClientEvent[] = [];
    api.events$.subscribe((event) => events.push(event));
    const reports: unknown[] = [];
    const options = { since: SINCE, onReport: (report: unknown) => void reports.push(report) };
    const followed = await collect(follow(options).pipe(takeUntil(polled(5))));
    expect(followed.map(shown)).toEqual(['0', '1', String(wrong), '2', '3']);
    expect(reports).toEqual([
      {
        type: 'in the future',
        filename: followed[2]?.file.filename,
        startTime: new Date(MIDNIGHT + wrong * HOUR),
      },
    ]);
    expect(events.filter(({ type }) => type.startsWith('file '))).toEqual([
      { type: 'file in the future', file: followed[2]?.file.filename },
    ]);
    const again = await openPolls([
      [0, 1, 2, 3, wrong],
      [0, 1, 2, 3, 4, wrong],
    ]);
    const checkpoint = JSON.parse(JSON.stringify(followed[2]?.checkpoint)) as FollowCheckpoint;
    const rest = await collect(again.follow({ checkpoint }).pipe(takeUntil(again.polled(3))));
    expect(rest.map(shown)).toEqual(['2', '3', '4']);
  });

  it('takes the present from the scheduler', async () => {
    const { follow } = await openPolls([[0, 40]]);
    const scheduler = new VirtualTimeScheduler();
    scheduler.now = () => MIDNIGHT + 2 * HOUR;
    const reports: unknown[] = [];
    const onReport = ({ type }: { type: string }) => void reports.push(type);
    expect((await collect(follow({ since: SINCE, scheduler, onReport }).pipe(take(2)))).map(shown)).toEqual([
      '0',
      '40',
    ]);
    expect(reports).toEqual(['in the future']);
  });
});

describe('a window of many files', () => {
  it('is followed in a time that does not depend on the size of the checkpoint', async () => {
    const COUNT = 20_000;
    const rows = Array.from({ length: COUNT }, (_, index) => ({
      ...logRow('20160909', MIDNIGHT + (index % 24) * HOUR),
      filename: `20160909/clicks-${index}.zip`,
    }));
    const { api } = await serveListing((dirName) => listingReply({ 20160909: rows }, dirName));
    const seen: FollowedFile<LogFile>[] = [];
    await api.rawLogs.clicks
      .follow({ since: SINCE })
      .pipe(take(COUNT))
      .forEach((followed) => void seen.push(followed));
    expect(new Set(seen.map(({ file }) => file.filename)).size).toBe(COUNT);
    expect(seen[0]?.checkpoint.seen).toHaveLength(1);
    expect(seen.at(-1)?.checkpoint.seen).toHaveLength(COUNT);
  });
});

describe('the checkpoint of a follow', () => {
  it('resumes after its file: each other file comes exactly once', async () => {
    const polls = [
      [0, 1, 3],
      [0, 1, 3, 26],
      [0, 1, 2, 3, 26],
      [0, 1, 2, 3, 25, 26],
      [0, 1, 2, 3, 25, 26, 50],
    ];
    const { follow } = await openPolls(polls);
    const emitted = await collect(follow({ since: SINCE }).pipe(take(7)));
    expect(emitted.map(({ file }) => hourOf(file))).toEqual([0, 1, 3, 26, 2, 25, 50]);
    for (const [index, { checkpoint }] of emitted.entries()) {
      const stored = emitted.slice(0, index + 1).map(({ file }) => hourOf(file));
      const again = await openPolls(polls);
      const resumed = JSON.parse(JSON.stringify(checkpoint)) as FollowCheckpoint;
      const rest = await collect(
        again.follow({ since: '20300101', checkpoint: resumed }).pipe(take(7 - stored.length)),
      );
      const all = [...stored, ...rest.map(({ file }) => hourOf(file))];
      expect(all.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 25, 26, 50]);
    }
  });

  it('stays small over a year, and the dirs are listed one after another', async () => {
    const days = daysFrom('2016-09-09', soak(30, 365));
    const all = Array.from({ length: 24 }, (_, hour) => hour);
    const listing = Object.fromEntries(days.map((day) => [day, hours(day, ...all)]));
    const { api, asked } = await serveListing((dirName) => listingReply(listing, dirName));
    const sizes = api.rawLogs.clicks.follow({ since: SINCE }).pipe(
      take(days.length * 24),
      map(({ checkpoint }) => checkpoint.seen.length),
    );
    const seen = await collect(sizes);
    expect(seen).toHaveLength(days.length * 24);
    expect(Math.max(...seen)).toBe(49);
    expect(asked().length).toBeLessThanOrEqual(days.length + 2);
  });
});
