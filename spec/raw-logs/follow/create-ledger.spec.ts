import { describe, expect, it } from 'vitest';
import type { FollowCheckpoint, FollowReport, LogFileFacts } from 'rxoffers';
import type { FollowStart } from '../../../lib/raw-logs/follow/options.js';
import { createFollowTracker } from '../../../lib/raw-logs/follow/tracker.js';
import { HOUR } from '../../support/listed-logs.js';

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

const ledgerOf = (start: Partial<FollowStart> = {}) => {
  const reports: string[] = [];
  const tell = ({ type, filename }: FollowReport): void => void reports.push(`${type} ${filename}`);
  const ledger = createFollowTracker(
    { type: 'clicks', since: DAY, lookBack: 3 * HOUR, checkpoint: undefined, ...start },
    tell,
  );
  /** A whole poll of one dir; `+` marks what came late. */
  const poll = (...listed: number[]): string[] => {
    ledger.begin([DAY]);
    const fresh = ledger.take(DAY, files(...listed));
    ledger.end();
    return fresh.map(({ file: { filename }, late }) => (late ? `${filename}+` : filename));
  };
  return { ledger, poll, reports };
};

describe('the ledger', () => {
  it('hands a file on once, oldest first', () => {
    const { poll } = ledgerOf();
    expect(poll(2, 1, 0)).toEqual(['h0', 'h1', 'h2']);
    expect(poll(3, 2, 1, 0)).toEqual(['h3']);
    expect(poll(3, 2, 1, 0)).toEqual([]);
  });

  it('hands on what comes late while it lies inside the window, and says that it is late', () => {
    const { poll, reports } = ledgerOf();
    poll(0, 5);
    expect(poll(0, 2, 4, 5)).toEqual(['h2+', 'h4+']);
    expect(reports).toEqual([]);
  });

  it('reports once what comes behind the window, and does not hand it on', () => {
    const { poll, reports } = ledgerOf();
    poll(0, 5);
    expect(poll(0, 1, 5)).toEqual([]);
    expect(poll(0, 1, 5)).toEqual([]);
    expect(reports).toEqual(['too late h1']);
  });

  it('reports once what vanished from inside the window, and nothing of what is behind it', () => {
    const { poll, reports } = ledgerOf();
    poll(0, 1, 4, 5, 6);
    poll(6, 5);
    poll(6);
    expect(reports).toEqual(['vanished h4', 'vanished h5']);
    expect(poll(4, 5, 6)).toEqual([]);
  });

  it('gives a checkpoint that includes the file, and names only what lies inside the window', () => {
    const { ledger } = ledgerOf();
    ledger.begin([DAY]);
    const fresh = ledger.take(DAY, files(0, 1, 2, 3, 4, 5));
    const names = fresh.map(({ checkpoint: { seen } }) => seen.map(([name]) => name).join(' '));
    expect(names).toEqual(['h0', 'h0 h1', 'h0 h1 h2', 'h0 h1 h2 h3', 'h1 h2 h3 h4', 'h2 h3 h4 h5']);
    expect(fresh.at(-1)?.checkpoint).toMatchObject({
      version: 1,
      type: 'clicks',
      since: DAY,
      from: MIDNIGHT + 2 * HOUR,
      upTo: MIDNIGHT + 5 * HOUR,
    });
  });

  it('lists the dirs from the start, then from a day before the window', () => {
    const names = ['20160912', '20160911', '20160910', '20160909', '20160908', '20160907'];
    const { ledger } = ledgerOf();
    expect(ledger.begin(names)).toEqual(['20160909', '20160910', '20160911', '20160912']);
    ledger.take('20160911', files(50));
    expect(ledger.begin(names)).toEqual(['20160909', '20160910', '20160911', '20160912']);
    ledger.take('20160912', files(75));
    expect(ledger.begin(names)).toEqual(['20160911', '20160912']);
    expect(ledgerOf({ since: MIDNIGHT }).ledger.begin(names)).toEqual(names.slice(0, 5).reverse());
  });

  it('neither hands on nor reports what starts before an instant to start at', () => {
    const { poll, reports } = ledgerOf({ since: MIDNIGHT + 4 * HOUR });
    expect(poll(3, 4, 5)).toEqual(['h4', 'h5']);
    expect(poll(2, 3, 4, 5)).toEqual([]);
    expect(reports).toEqual([]);
  });

  it('tells files of one start apart by name', () => {
    const { ledger } = ledgerOf({ lookBack: 0 });
    ledger.begin([DAY]);
    const twins = [file(1), { ...file(1), filename: 'twin' }];
    expect(ledger.take(DAY, twins).map(({ late }) => late)).toEqual([false, false]);
    expect(ledger.take(DAY, [...twins, { ...file(1), filename: 'third' }])).toHaveLength(1);
  });
});

describe('the ledger of a checkpoint', () => {
  const checkpointOf = (...hours: number[]): FollowCheckpoint => {
    const { ledger } = ledgerOf();
    ledger.begin([DAY]);
    return ledger.take(DAY, files(...hours)).at(-1)?.checkpoint as FollowCheckpoint;
  };

  it('goes on behind it', () => {
    const { poll, reports } = ledgerOf({ checkpoint: checkpointOf(0, 1, 2, 4, 5) });
    expect(poll(0, 1, 2, 3, 4, 5, 6)).toEqual(['h3+', 'h6']);
    expect(reports).toEqual([]);
  });

  it('takes what lies behind its window for handed on, and reports what comes there afterwards', () => {
    const { poll, reports } = ledgerOf({ checkpoint: checkpointOf(0, 5) });
    poll(0, 5);
    expect(reports).toEqual([]);
    poll(0, 1, 5);
    expect(reports).toEqual(['too late h1']);
  });

  it('does not hand a file on twice when it looks further back than before', () => {
    const { poll } = ledgerOf({ checkpoint: checkpointOf(0, 1, 5), lookBack: 100 * HOUR });
    expect(poll(0, 1, 3, 5, 6)).toEqual(['h3+', 'h6']);
  });

  it('looks less far back when told to', () => {
    const { poll } = ledgerOf({ checkpoint: checkpointOf(0, 5), lookBack: HOUR });
    expect(poll(0, 3, 4, 5)).toEqual(['h4+']);
  });

  it('keeps to the start that it was made with', () => {
    const { ledger } = ledgerOf({ since: MIDNIGHT + 4 * HOUR });
    ledger.begin([DAY]);
    const [first] = ledger.take(DAY, files(4));
    const { poll, reports } = ledgerOf({
      since: MIDNIGHT + 4 * HOUR,
      checkpoint: first?.checkpoint as FollowCheckpoint,
    });
    expect(poll(3, 4)).toEqual([]);
    expect(poll(2, 3, 4)).toEqual([]);
    expect(reports).toEqual([]);
  });

  it('reports what vanished while nobody followed', () => {
    const checkpoint: FollowCheckpoint = {
      ...checkpointOf(4, 5),
      seen: [
        [`${DAY}/h4`, MIDNIGHT + 4 * HOUR],
        ['h5', MIDNIGHT + 5 * HOUR],
      ],
    };
    const { poll, reports } = ledgerOf({ checkpoint });
    poll(5);
    expect(reports).toEqual([`vanished ${DAY}/h4`]);
  });
});
