import { type ClientOptions } from 'rxoffers';
import { type RecordedApi, recordedApi } from './recorded-api.js';

export const HOUR = 60 * 60 * 1000;

/** A row of `listLogs`: the hour that starts at a time. */
// An alias rather than an interface, so that it is assignable to decoded objects.
export type LogRow = Readonly<Record<'displayName' | 'startTimestamp' | 'filename', string>>;

/** The row of the file of an hour, as the service writes it. */
export const logRow = (dirName: string, time: string | number): LogRow => {
  const seconds = String(new Date(time).getTime() / 1000);
  return {
    displayName: new Date(time).toISOString(),
    startTimestamp: seconds,
    filename: `${dirName}/clicks-${seconds}-abc.zip`,
  };
};

/** The rows of some hours of a day in UTC, newest first, as the service lists them. */
export const hours = (dirName: string, ...of: number[]): LogRow[] => {
  const midnight = Date.parse(dirName.replace(/(....)(..)(..)/, '$1-$2-$3'));
  return of.map((hour) => logRow(dirName, midnight + hour * HOUR)).reverse();
};

/** The names of the days from a date on. */
export const daysFrom = (date: string, count: number): string[] =>
  Array.from({ length: count }, (_, day) =>
    new Date(Date.parse(date) + day * 24 * HOUR).toISOString().slice(0, 10).replaceAll('-', ''),
  );

/** Rows by the name of their dir. */
export type Listing = Readonly<Record<string, readonly LogRow[]>>;

/** The reply to `listDateDirs` (without a name, newest first) or to `listLogs`. */
export const listingReply = (listing: Listing, dirName?: string): unknown => {
  if (dirName !== undefined) return listing[dirName] ? { logFiles: listing[dirName] } : [];
  const names = Object.keys(listing).sort().reverse();
  return { dateDirs: names.map((name) => ({ dirName: name, displayName: `Day ${name}` })) };
};

/** A client of a service that lists raw logs. */
export interface ListingApi extends RecordedApi {
  /** The requests, in order: `listDateDirs`, or the name of the dir that was listed. */
  readonly asked: () => string[];
}

/**
 * Lists raw logs that may change: `answer` gets the name of the dir (none for `listDateDirs`), the number of the request
 * and the number of the poll that it belongs to, both from 0.
 */
export const serveListing = async (
  answer: (dirName: string | undefined, request: number, poll: number) => unknown,
  options: Partial<ClientOptions> = {},
): Promise<ListingApi> => {
  const asked: string[] = [];
  const reply = ({ name, pairs }: RecordedApi['calls'][number]): unknown => {
    const dirName = pairs.find(([key]) => key === 'date_dir')?.[1];
    asked.push(name === 'RawLog.listLogs' ? (dirName ?? '') : 'listDateDirs');
    const poll = asked.filter((what) => what === 'listDateDirs').length - 1;
    return answer(name === 'RawLog.listLogs' ? dirName : undefined, asked.length - 1, poll);
  };
  return { ...(await recordedApi([reply], options)), asked: () => asked };
};
