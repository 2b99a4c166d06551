import { describe, expect, it } from 'vitest';
import { type ListFilesOptions, type LogRange, RawLogMissingError } from 'rxoffers';
import { createLogRequests } from '../../../lib/raw-logs/listing/listing.js';
import { parseRange } from '../../../lib/raw-logs/listing/range.js';
import { rangeFiles } from '../../../lib/raw-logs/listing/range-files.js';
import { collect, failureOf } from '../../support/collect.js';
import { hours, listedLogs, logRow } from '../../support/listed-logs.js';

const DIRS = {
  '20160831': hours('20160831', 23),
  '20160908': hours('20160908', 22, 23),
  '20160909': hours('20160909', 0, 1, 2),
  '20160910': hours('20160910', 0, 1),
  '20161001': hours('20161001', 0),
};

const listing = (dirs: Parameters<typeof listedLogs>[0] = DIRS) => {
  const { call, asked } = listedLogs(dirs);
  const requests = createLogRequests(call, 'clicks');
  const files = (range: LogRange, options: ListFilesOptions = {}) =>
    rangeFiles(requests, parseRange(range), ({ startTime }) => startTime.toISOString().slice(5, 13), options);
  return { asked, files };
};

describe('rangeFiles', () => {
  it('goes straight to a day, oldest file first', async () => {
    const { asked, files } = listing();
    expect(await collect(files('20160909'))).toEqual(['09-09T00', '09-09T01', '09-09T02']);
    expect(asked).toEqual(['20160909']);
  });

  it('takes the listed dirs of a month, oldest first', async () => {
    const { asked, files } = listing();
    expect(await collect(files('201609'))).toEqual([
      '09-08T22',
      '09-08T23',
      '09-09T00',
      '09-09T01',
      '09-09T02',
      '09-10T00',
      '09-10T01',
    ]);
    expect(asked).toEqual(['listDateDirs', '20160908', '20160909', '20160910']);
  });

  it('takes whole dirs from one day to another, both included', async () => {
    const { asked, files } = listing();
    expect(await collect(files({ from: '20160909', to: '20160910' }))).toHaveLength(5);
    expect(asked).toEqual(['listDateDirs', '20160909', '20160910']);
  });

  it('takes the files that start between two instants, wherever their dir is', async () => {
    // A network far in the west: the dir of the 8th holds the first hours of the 9th in UTC.
    const { asked, files } = listing({
      '20160907': [logRow('20160907', '2016-09-08T04:00Z')],
      '20160908': [logRow('20160908', '2016-09-09T01:00Z'), logRow('20160908', '2016-09-09T00:00Z')],
      '20160909': [logRow('20160909', '2016-09-10T00:00Z'), logRow('20160909', '2016-09-09T23:00Z')],
    });
    const range = { from: new Date('2016-09-09T00:00Z'), to: new Date('2016-09-10T00:00Z') };
    expect(await collect(files(range))).toEqual(['09-09T00', '09-09T01', '09-09T23']);
    expect(asked).toEqual(['listDateDirs', '20160908', '20160909']);
  });

  it('emits a file that two dirs list once, and one that a dir lists twice', async () => {
    const twice = logRow('20160909', '2016-09-09T00:00Z');
    const { files } = listing({
      '20160908': [twice, twice],
      '20160909': [twice, logRow('20160909', '2016-09-09T01:00Z')],
    });
    expect(await collect(files('201609'))).toEqual(['09-09T00', '09-09T01']);
    expect(await collect(files('20160908'))).toEqual(['09-09T00']);
  });

  it('keeps the files of a dir together, whatever their times', async () => {
    const { files } = listing({
      '20160908': [logRow('20160908', '2016-09-09T05:00Z')],
      '20160909': [logRow('20160909', '2016-09-09T04:00Z')],
    });
    expect(await collect(files('2016'))).toEqual(['09-09T05', '09-09T04']);
  });

  it.each<[string, LogRange, string]>([
    ['alone', '20160907', '20160907'],
    ['as the start', { from: '20160907', to: '20160910' }, '20160907'],
    ['as the end', { from: '20160908', to: '20160911' }, '20160911'],
    ['beside an instant', { from: new Date('2016-09-08T00:00Z'), to: '20160911' }, '20160911'],
  ])('fails when a day asked for by name is not there: %s', async (_, range, dirName) => {
    const { asked, files } = listing();
    const error = await failureOf(files(range));
    expect(error).toBeInstanceOf(RawLogMissingError);
    expect(error).toMatchObject({ dirName });
    expect(asked).toHaveLength(1);
  });

  it.each<[LogRange, number]>([
    ['20160907', 0],
    [{ from: '20160907', to: '20160909' }, 5],
    [{ from: '20160910', to: '20160920' }, 2],
  ])('passes over days that are not there when told to: %j', async (range, count) => {
    expect(await collect(listing().files(range, { onMissing: 'skip' }))).toHaveLength(count);
  });

  it('asks for nothing by name in a month, a year or between instants', async () => {
    const { files } = listing();
    expect(await collect(files('201512'))).toEqual([]);
    expect(await collect(files({ from: '2015', to: '201512' }))).toEqual([]);
    expect(await collect(files({ from: new Date('2015-01-01'), to: new Date('2015-02-01') }))).toEqual([]);
  });
});
