import { share, take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { iterate, type ListFilesOptions, type LogRange, ProtocolError, RawLogMissingError } from 'rxoffers';
import { collect, failureOf, settle } from '../../support/collect.js';
import { daysFrom, hours, type Listing, listingReply, logRow, serveListing } from '../../support/log-listing.js';
import { Refusal } from '../../support/recorded-api.js';

const LISTING = {
  '20160831': hours('20160831', 23),
  '20160908': hours('20160908', 22, 23),
  '20160909': hours('20160909', 0, 1, 2),
  '20160910': hours('20160910', 0, 1),
  '20161001': hours('20161001', 0),
};

const open = async (listing: Listing = LISTING) => {
  const { api, asked } = await serveListing((dirName) => listingReply(listing, dirName));
  const files = (range: LogRange, options?: ListFilesOptions) => api.rawLogs.clicks.listFiles(range, options);
  /** The starts of the files of a range: `09-09T01`. */
  const starts = async (range: LogRange, options?: ListFilesOptions) =>
    (await collect(files(range, options))).map(({ startTime }) => startTime.toISOString().slice(5, 13));
  return { asked, files, starts };
};

describe('listFiles', () => {
  it('requests a day directly, and emits its files oldest first', async () => {
    const { asked, starts } = await open();
    expect(await starts('20160909')).toEqual(['09-09T00', '09-09T01', '09-09T02']);
    expect(asked()).toEqual(['20160909']);
  });

  it('takes the listed dirs of a month, on each subscription', async () => {
    const { asked, files, starts } = await open();
    const month = files('201609');
    expect(asked()).toEqual([]);
    expect((await starts('201609')).join(' ')).toBe('09-08T22 09-08T23 09-09T00 09-09T01 09-09T02 09-10T00 09-10T01');
    expect(asked()).toEqual(['listDateDirs', '20160908', '20160909', '20160910']);
    for (const _ of [1, 2]) expect(await collect(month)).toHaveLength(7);
    expect(asked()).toHaveLength(12);
  });

  it('takes whole dirs from one day to another, both included', async () => {
    const { asked, starts } = await open();
    expect(await starts({ from: '20160909', to: '20160910' })).toHaveLength(5);
    expect(asked()).toEqual(['listDateDirs', '20160909', '20160910']);
  });

  it('takes the files that start between two instants, whatever dir they are in', async () => {
    // A network far in the west: the dir of the 8th holds the first hours of the 9th in UTC.
    const { asked, starts } = await open({
      '20160907': [logRow('20160907', '2016-09-08T04:00Z')],
      '20160908': [logRow('20160908', '2016-09-09T01:00Z'), logRow('20160908', '2016-09-09T00:00Z')],
      '20160909': [logRow('20160909', '2016-09-10T00:00Z'), logRow('20160909', '2016-09-09T23:00Z')],
    });
    const range = { from: new Date('2016-09-09T00:00Z'), to: new Date('2016-09-10T00:00Z') };
    expect(await starts(range)).toEqual(['09-09T00', '09-09T01', '09-09T23']);
    expect(asked()).toEqual(['listDateDirs', '20160908', '20160909']);
  });

  it('emits once a file that is listed twice, in one dir or in two', async () => {
    const twice = logRow('20160909', '2016-09-09T00:00Z');
    const { starts } = await open({
      '20160908': [twice, twice],
      '20160909': [twice, logRow('20160909', '2016-09-09T01:00Z')],
    });
    expect(await starts('201609')).toEqual(['09-09T00', '09-09T01']);
    expect(await starts('20160908')).toEqual(['09-09T00']);
  });

  it('sorts the files of a dir by start, and those with the same start by name', async () => {
    const named = (hour: number, name: string) => ({ ...logRow('20160908', hour * 3_600_000), filename: name });
    const { files } = await open({
      '20160908': [named(5, 'b'), named(9, 'a'), named(5, 'B'), named(3, 'z')],
      // The files of a dir stay together, whatever their times.
      '20160909': [named(1, 'next')],
    });
    const names = (await collect(files('2016'))).map(({ filename }) => filename);
    expect(names).toEqual(['z', 'B', 'b', 'a', 'next']);
  });

  it.each<[string, LogRange, string]>([
    ['alone', '20160907', '20160907'],
    ['as the start', { from: '20160907', to: '20160910' }, '20160907'],
    ['as the end', { from: '20160908', to: '20160911' }, '20160911'],
    ['together with an instant', { from: new Date('2016-09-08T00:00Z'), to: '20160911' }, '20160911'],
  ])('ends with an error when a day that is named is not listed: %s', async (_, range, dirName) => {
    const { asked, files } = await open();
    const error = await failureOf(files(range));
    expect(error).toBeInstanceOf(RawLogMissingError);
    expect(error).toMatchObject({ dirName });
    expect(asked()).toHaveLength(1);
  });

  it.each<[LogRange, number]>([
    ['20160907', 0],
    [{ from: '20160907', to: '20160909' }, 5],
    [{ from: '20160910', to: '20160920' }, 2],
  ])('skips named days that are not listed if onMissing says so: %j', async (range, count) => {
    expect(await (await open()).starts(range, { onMissing: 'skip' })).toHaveLength(count);
  });

  it('names no day in a month, in a year or between instants', async () => {
    const { starts } = await open();
    expect(await starts('201512')).toEqual([]);
    expect(await starts({ from: '2015', to: '201512' })).toEqual([]);
    expect(await starts({ from: new Date('2015-01-01'), to: new Date('2015-02-01') })).toEqual([]);
  });

  it('refuses a dir that is not a day, rather than leave it out', async () => {
    const { files } = await open({ archive: [] });
    expect(await failureOf(files('2016'))).toEqual(
      new ProtocolError('The date dir "archive" is not named after a day, so it cannot be placed in a range'),
    );
  });

  it.each<[unknown, new (message: string) => Error, string]>([
    ['20160231', RangeError, "range should be a date, 'YYYYMMDD', 'YYYYMM' or 'YYYY', not '20160231'"],
    [{ from: '20160909', to: '20160908' }, RangeError, 'range should not end before it starts'],
    [{ from: new Date(NaN), to: '2016' }, RangeError, 'range.from should be a valid Date'],
    [null, TypeError, "range should be 'YYYYMMDD', 'YYYYMM' or 'YYYY' as a string, not null"],
    [{ from: '2016' }, TypeError, 'range.to should be a date as a string, or a Date, not undefined'],
  ])('ends with an error for the range %j, and sends nothing', async (range, type, message) => {
    const { asked, files } = await open();
    expect(await failureOf(files(range as LogRange))).toEqual(new type(`rawLogs.clicks: ${message}`));
    expect(asked()).toEqual([]);
  });
});

describe('the walk over many dirs', () => {
  const days = daysFrom('2016-02-01', 29);
  const february = Object.fromEntries(days.map((day) => [day, hours(day, 0, 1)]));

  it.each(['implicit', 'explicit'])('is one dir ahead of a consumer at most, with an %s demand', async (form) => {
    const { asked, files } = await open(february);
    const options = { highWaterMark: 2 };
    const walk =
      form === 'implicit'
        ? iterate(files('2016'), options)
        : iterate((demand) => files('2016', { demand }).pipe(share()), options);
    await walk.next();
    await settle(20);
    expect(asked().length).toBeGreaterThanOrEqual(2);
    expect(asked().length).toBeLessThanOrEqual(5);
    for (let taken = 1; taken < 9; taken++) await walk.next();
    expect(asked().length).toBeGreaterThanOrEqual(5);
    await walk.return?.();
  });

  it('fails at the place of the dir that fails, after all files before it', async () => {
    const { api } = await serveListing((dirName) =>
      dirName === days[2] ? new Refusal('broken') : listingReply(february, dirName),
    );
    const seen: string[] = [];
    const error = await new Promise((resolve) => {
      api.rawLogs.clicks
        .listFiles('2016')
        .subscribe({ next: ({ filename }) => seen.push(filename.slice(0, 8)), error: resolve });
    });
    expect(error).toMatchObject({ message: expect.stringContaining('broken') as string });
    expect(seen).toEqual([days[0], days[0], days[1], days[1]]);
  });

  it('stops with its subscriber', async () => {
    const { asked, files } = await open(february);
    expect(await collect(files('2016').pipe(take(3)))).toHaveLength(3);
    const before = asked().length;
    await settle(10);
    expect(asked().length).toBeLessThanOrEqual(before + 1);
    expect(asked().length).toBeLessThanOrEqual(4);
  });
});
