import { describe, expect, it } from 'vitest';
import type { FollowCheckpoint, FollowReport, LogFileFacts } from 'rxoffers';
import type { FollowStart } from '../../../lib/raw-logs/follow/options.js';
import { createFollowTracker } from '../../../lib/raw-logs/follow/tracker.js';
import { HOUR } from '../../support/log-listing.js';

const MIDNIGHT = Date.parse('2016-09-09T00:00Z');
const DAY = '20160909';

/** The file of an hour, counted from the midnight of the 9th. */
const file = (hour: number): LogFileFacts => ({
  type: 'clicks',
  filename: `h${hour}`,
  displayName: '',
  startTime: new Date(MIDNIGHT + hour * HOUR),
});
const files = (...of: number[]): LogFileFacts[] => of.map(file);

const trackerOf = (start: Partial<FollowStart> = {}, now?: () => number) => {
  const reports: string[] = [];
  const tell = ({ type, filename }: FollowReport): void => void reports.push(`${type} ${filename}`);
  const tracker = createFollowTracker(
    { networkId: 'net', type: 'clicks', since: DAY, lookBack: 3 * HOUR, checkpoint: undefined, ...start },
    tell,
    now,
  );
  /** A whole poll of one dir; `+` marks what came late. */
  const poll = (...listed: number[]): string[] => {
    tracker.begin([DAY]);
    const fresh = tracker.take(DAY, files(...listed));
    tracker.end();
    return fresh.map(({ file: { filename }, late }) => (late ? `${filename}+` : filename));
  };
  return { tracker, poll, reports };
};

describe('a tracker', () => {
  it('emits a file once, oldest first', () => {
    const { poll } = trackerOf();
    expect(poll(2, 1, 0)).toEqual(['h0', 'h1', 'h2']);
    expect(poll(3, 2, 1, 0)).toEqual(['h3']);
    expect(poll(3, 2, 1, 0)).toEqual([]);
  });

  it('emits a late file inside the window, and marks it as late', () => {
    const { poll, reports } = trackerOf();
    poll(0, 5);
    expect(poll(0, 2, 4, 5)).toEqual(['h2+', 'h4+']);
    expect(reports).toEqual([]);
  });

  it('reports a file that appears before the window once, and does not emit it', () => {
    const { poll, reports } = trackerOf();
    poll(0, 5);
    expect(poll(0, 1, 5)).toEqual([]);
    expect(poll(0, 1, 5)).toEqual([]);
    expect(reports).toEqual(['too late h1']);
  });

  it('reports once what vanished from inside the window, and nothing from before it', () => {
    const { poll, reports } = trackerOf();
    poll(0, 1, 4, 5, 6);
    poll(6, 5);
    poll(6);
    expect(reports).toEqual(['vanished h4', 'vanished h5']);
    expect(poll(4, 5, 6)).toEqual([]);
  });

  it('gives each file a checkpoint that includes it and names only files inside the window', () => {
    const { tracker } = trackerOf();
    tracker.begin([DAY]);
    const fresh = tracker.take(DAY, files(0, 1, 2, 3, 4, 5));
    const names = fresh.map(({ checkpoint: { seen } }) => seen.map(([name]) => name).join(' '));
    expect(names).toEqual(['h0', 'h0 h1', 'h0 h1 h2', 'h0 h1 h2 h3', 'h1 h2 h3 h4', 'h2 h3 h4 h5']);
    expect(fresh.at(-1)?.checkpoint).toMatchObject({
      version: 2,
      networkId: 'net',
      type: 'clicks',
      since: DAY,
      from: MIDNIGHT + 2 * HOUR,
      upTo: MIDNIGHT + 5 * HOUR,
    });
  });

  it('builds the names of a checkpoint when they are read, and a kept checkpoint does not change', () => {
    const { tracker, poll } = trackerOf();
    tracker.begin([DAY]);
    const [first, second] = tracker.take(DAY, files(0, 1)).map(({ checkpoint }) => checkpoint);
    expect(Object.getOwnPropertyDescriptor(first, 'seen')?.get).toBeTypeOf('function');
    const texts = [first, second].map((checkpoint) => JSON.stringify(checkpoint));
    poll(0, 1, 2, 3, 9, 10);
    expect([first, second].map((checkpoint) => JSON.stringify(checkpoint))).toEqual(texts);
    expect({ ...second }.seen).toEqual([
      ['h0', MIDNIGHT],
      ['h1', MIDNIGHT + HOUR],
    ]);
  });

  it('lists the dirs from the start, then from a day before the window', () => {
    const names = ['20160912', '20160911', '20160910', '20160909', '20160908', '20160907'];
    const { tracker } = trackerOf();
    expect(tracker.begin(names)).toEqual(['20160909', '20160910', '20160911', '20160912']);
    tracker.take('20160911', files(50));
    expect(tracker.begin(names)).toEqual(['20160909', '20160910', '20160911', '20160912']);
    tracker.take('20160912', files(75));
    expect(tracker.begin(names)).toEqual(['20160911', '20160912']);
    expect(trackerOf({ since: MIDNIGHT }).tracker.begin(names)).toEqual(names.slice(0, 5).reverse());
  });

  it('neither emits nor reports files from before the instant it starts at', () => {
    const { poll, reports } = trackerOf({ since: MIDNIGHT + 4 * HOUR });
    expect(poll(3, 4, 5)).toEqual(['h4', 'h5']);
    expect(poll(2, 3, 4, 5)).toEqual([]);
    expect(reports).toEqual([]);
  });

  it('tells files with the same start apart by name', () => {
    const { tracker } = trackerOf({ lookBack: 0 });
    tracker.begin([DAY]);
    const twins = [file(1), { ...file(1), filename: 'twin' }];
    expect(tracker.take(DAY, twins).map(({ late }) => late)).toEqual([false, false]);
    expect(tracker.take(DAY, [...twins, { ...file(1), filename: 'third' }])).toHaveLength(1);
  });
});

describe('a tracker with a checkpoint', () => {
  const checkpointOf = (...hours: number[]): FollowCheckpoint => {
    const { tracker } = trackerOf();
    tracker.begin([DAY]);
    return tracker.take(DAY, files(...hours)).at(-1)?.checkpoint as FollowCheckpoint;
  };

  it('resumes after it', () => {
    const { poll, reports } = trackerOf({ checkpoint: checkpointOf(0, 1, 2, 4, 5) });
    expect(poll(0, 1, 2, 3, 4, 5, 6)).toEqual(['h3+', 'h6']);
    expect(reports).toEqual([]);
  });

  it('takes files before its window for emitted, and reports those that appear there later', () => {
    const { poll, reports } = trackerOf({ checkpoint: checkpointOf(0, 5) });
    poll(0, 5);
    expect(reports).toEqual([]);
    poll(0, 1, 5);
    expect(reports).toEqual(['too late h1']);
  });

  it('emits no file twice when it looks further back than before', () => {
    const { poll } = trackerOf({ checkpoint: checkpointOf(0, 1, 5), lookBack: 100 * HOUR });
    expect(poll(0, 1, 3, 5, 6)).toEqual(['h3+', 'h6']);
  });

  it('looks back less far if lookBack says so', () => {
    const { poll } = trackerOf({ checkpoint: checkpointOf(0, 5), lookBack: HOUR });
    expect(poll(0, 3, 4, 5)).toEqual(['h4+']);
  });

  it('keeps to the start of the checkpoint', () => {
    const { tracker } = trackerOf({ since: MIDNIGHT + 4 * HOUR });
    tracker.begin([DAY]);
    const [first] = tracker.take(DAY, files(4));
    const { poll, reports } = trackerOf({
      since: MIDNIGHT + 4 * HOUR,
      checkpoint: first?.checkpoint as FollowCheckpoint,
    });
    expect(poll(3, 4)).toEqual([]);
    expect(poll(2, 3, 4)).toEqual([]);
    expect(reports).toEqual([]);
  });

  it('reports what vanished while nothing was following', () => {
    const checkpoint: FollowCheckpoint = {
      ...checkpointOf(4, 5),
      seen: [
        [`${DAY}/h4`, MIDNIGHT + 4 * HOUR],
        ['h5', MIDNIGHT + 5 * HOUR],
      ],
    };
    const { poll, reports } = trackerOf({ checkpoint });
    poll(5);
    expect(reports).toEqual([`vanished ${DAY}/h4`]);
  });
});

describe('a file in the future', () => {
  const YEARS = 10 * 365 * 24;
  const NOW = MIDNIGHT + 6 * HOUR;
  const atNow = (start: Partial<FollowStart> = {}) => trackerOf(start, () => NOW);

  it('is emitted once and reported, and makes nothing late, too late or vanished', () => {
    const { poll, reports } = atNow();
    expect(poll(0, 3, YEARS)).toEqual(['h0', 'h3', `h${YEARS}`]);
    expect(poll(0, 2, 3, 4, YEARS)).toEqual(['h2+', 'h4']);
    expect(poll(0, 2, 3, 4, 5, YEARS)).toEqual(['h5']);
    expect(reports).toEqual([`in the future h${YEARS}`]);
  });

  it('does not move the checkpoint, which names it: it does not come again, and what is late comes', () => {
    const { tracker } = atNow();
    tracker.begin([DAY]);
    const last = tracker.take(DAY, files(0, 3, YEARS)).at(-1)?.checkpoint as FollowCheckpoint;
    expect(last).toMatchObject({ upTo: MIDNIGHT + 3 * HOUR, from: MIDNIGHT });
    const { poll, reports } = atNow({ checkpoint: JSON.parse(JSON.stringify(last)) as FollowCheckpoint });
    expect(poll(0, 2, 3, 4, 5, YEARS)).toEqual(['h2+', 'h4', 'h5']);
    expect(reports).toEqual([]);
  });

  it.each([DAY, MIDNIGHT - 5 * HOUR])('can be the first of all: %s', (since) => {
    const { tracker } = atNow({ since });
    tracker.begin([DAY]);
    const first = tracker.take(DAY, files(YEARS))[0]?.checkpoint as FollowCheckpoint;
    expect(first.upTo).toBe(-8.64e15);
    const { poll } = atNow({ since, checkpoint: JSON.parse(JSON.stringify(first)) as FollowCheckpoint });
    expect(poll(-4, 3, YEARS)).toEqual(['h-4', 'h3']);
    expect(poll(-4, 1, 3, 4, YEARS)).toEqual(['h1+', 'h4']);
  });

  it('is one that starts more than 24 hours after the present; a nearer one moves the window to the present at most', () => {
    const { poll, reports } = atNow();
    expect(poll(5, 30)).toEqual(['h5', 'h30']);
    expect(poll(3, 4, 5, 6, 30)).toEqual(['h3+', 'h4+', 'h6+']);
    expect(reports).toEqual([]);
    expect(poll(2, 5, 30, 31)).toEqual(['h31']);
    expect(reports).toEqual(['too late h2', 'in the future h31', 'vanished h3', 'vanished h4', 'vanished h6']);
  });

  it('is reported as vanished when the service lists it under its right date', () => {
    const { poll, reports } = atNow();
    poll(3, YEARS);
    expect(poll(3, 4)).toEqual(['h4']);
    expect(reports).toEqual([`in the future h${YEARS}`, `vanished h${YEARS}`]);
  });
});

describe('the files that a tracker remembers', () => {
  const [NEXT, A, B] = ['20160910', `${DAY}/a`, '20160910/b'];
  const named = (filename: string, hour: number): LogFileFacts => ({ ...file(hour), filename });
  /** Polls that list files by their dirs; gives what each one emits. */
  const pollsOf = (start: Partial<FollowStart>, ...polls: Readonly<Record<string, LogFileFacts[]>>[]) => {
    const { tracker, reports } = trackerOf({ lookBack: 30 * HOUR, ...start });
    const emitted = polls.map((listing) => {
      const dirs = tracker.begin(Object.keys(listing));
      const fresh = dirs.flatMap((dir) => tracker.take(dir, listing[dir] ?? []));
      tracker.end();
      return fresh.map((followed) => followed.file.filename).join(' ');
    });
    return { emitted, reports };
  };

  it('are the same in another dir: a file that moved is neither new nor gone', () => {
    const polls = [
      { [DAY]: [named(A, 1)], [NEXT]: [] },
      { [DAY]: [], [NEXT]: [named(A, 1)] },
    ];
    expect(pollsOf({}, ...polls)).toEqual({ emitted: [A, ''], reports: [] });
  });

  it('are gone when their dir is listed without them, and not when the dir is missing', () => {
    const polls = [
      { [DAY]: [named(A, 1)], [NEXT]: [named(B, 25)] },
      { [NEXT]: [named(B, 25)] },
      { [DAY]: [], [NEXT]: [] },
    ];
    expect(pollsOf({}, ...polls).reports).toEqual([`vanished ${A}`, `vanished ${B}`]);
  });

  it('keep the first start that was seen, so that a changed one makes no file late', () => {
    const polls = [{ [DAY]: [named(A, 1), named('z', 9)] }, { [DAY]: [named(A, 99), named('z', 9), named('new', 8)] }];
    const { tracker } = trackerOf({ lookBack: 30 * HOUR });
    const checkpoints = polls.flatMap((listing) => (tracker.begin([DAY]), tracker.take(DAY, listing[DAY] ?? [])));
    expect(checkpoints.at(-1)).toMatchObject({ late: true, checkpoint: { upTo: MIDNIGHT + 9 * HOUR } });
    expect(checkpoints.at(-1)?.checkpoint.seen[0]).toEqual([A, MIDNIGHT + HOUR]);
  });

  it('of a checkpoint without a dir in their names are missed only after a dir has listed them', () => {
    const seen = [
      [A, MIDNIGHT + HOUR],
      ['odd.zip', MIDNIGHT + 2 * HOUR],
    ] as const;
    const checkpoint: FollowCheckpoint = {
      version: 2,
      networkId: 'net',
      type: 'clicks',
      since: DAY,
      from: MIDNIGHT,
      upTo: MIDNIGHT + 2 * HOUR,
      seen,
    };
    const polls = [
      { [DAY]: [], [NEXT]: [] },
      { [DAY]: [], [NEXT]: [named('odd.zip', 2)] },
      { [DAY]: [], [NEXT]: [] },
    ];
    const { reports, emitted } = pollsOf({ checkpoint }, ...polls);
    expect(reports).toEqual([`vanished ${A}`, 'vanished odd.zip']);
    expect(emitted).toEqual(['', '', '']);
  });

  it('are forgotten once they are before the window and their dir is not listed any more', () => {
    const later = { '20160913': [named('late', 100)] };
    const polls = [{ [DAY]: [named(A, 1)] }, later, { ...later, [DAY]: [named(A, 1)] }];
    expect(pollsOf({ lookBack: HOUR }, ...polls)).toEqual({ emitted: [A, 'late', ''], reports: [] });
  });
});
