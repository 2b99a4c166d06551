import { shown } from '../../protocol/validate.js';
import { dayName, dayStart, type Era } from '../store/era.js';
import { type Check, flag, given, integerFrom, type Members, numberThat, objectOf, oneOf } from '../wire/checks.js';
import type { RawLogType } from './log-entry.js';
import { ownRowsByType, type RawLogRow, type RowsByType } from './own-rows.js';

const CLICKS = [
  ...['transaction_id', 'affiliate_id', 'affiliate_manager_id', 'advertiser_id', 'advertiser_manager_id', 'offer_id'],
  ...['creative_url_id', 'affiliate_source', 'affiliate_sub1', 'affiliate_sub2', 'affiliate_sub3', 'affiliate_sub4'],
  ...['affiliate_sub5', 'datetime', 'revenue_cents', 'payout_cents', 'refer', 'url', 'pixel_refer', 'ip', 'user_agent'],
  ...['country_code', 'browser_id', 'is_click_unique', 'ad_campaign_id', 'ad_campaign_creative_id', 'offer_file_id'],
  ...['status', 'offer_file_size', 'currency', 'payout_type', 'revenue_type', 'device_brand', 'device_model'],
  ...['device_os', 'device_os_version', 'device_id', 'device_id_md5', 'device_id_sha1', 'android_id', 'android_id_md5'],
  ...['android_id_sha1', 'mac_address', 'mac_address_md5', 'mac_address_sha1', 'odin', 'open_udid', 'ios_ifa'],
  ...['ios_ifa_md5', 'ios_ifa_sha1', 'ios_ifv', 'user_id', 'unknown_id', 'payout_group_id', 'revenue_group_id'],
  ...['req_connection_speed', 'google_aid'],
];

// No file of the next two types was ever seen. Their columns are plausible: some of the clicks', plus a conversion's own.
const CONVERSIONS = [
  ...['transaction_id', 'affiliate_id', 'advertiser_id', 'offer_id', 'goal_id', 'affiliate_source', 'affiliate_sub1'],
  ...['datetime', 'session_datetime', 'revenue_cents', 'payout_cents', 'currency', 'payout_type', 'revenue_type'],
  ...['status', 'refer', 'ip', 'user_agent', 'country_code'],
];

const IMPRESSIONS = [
  ...['transaction_id', 'affiliate_id', 'advertiser_id', 'offer_id', 'offer_file_id', 'affiliate_source'],
  ...['affiliate_sub1', 'datetime', 'refer', 'url', 'ip', 'user_agent', 'country_code', 'browser_id'],
];

/** The columns of each type of log in the order of the file. Those of clicks were seen in a recorded file, the others are invented. */
export const COLUMNS: Readonly<Record<RawLogType, readonly string[]>> = {
  clicks: CLICKS,
  conversions: CONVERSIONS,
  impressions: IMPRESSIONS,
};

/** Options of the raw logs of a sandbox. All of them are optional. */
export interface RawLogOptions {
  /** The first day that has files, `YYYYMMDD` in UTC. @default `from` of the sandbox */
  readonly from?: string;
  /** The number of days with files, counted from the first. @default `days` of the sandbox */
  readonly days?: number;
  /** The number of hourly files of a day, counted from midnight; at most 24. @default 24 */
  readonly filesPerDay?: number;
  /** The number of rows of each file; with 0 a file has only a header. @default 50 */
  readonly rowsPerFile?: number;
  /** How an archive stores its file. @default 'deflate' */
  readonly compression?: 'deflate' | 'store';
  /** Whether the CRC-32 and the sizes follow the data instead of preceding it. @default false */
  readonly descriptor?: boolean;
  /** How long a link is valid, in ms of the sandbox's clock. @default 28_800_000 (8 hours) */
  readonly linkLifetime?: number;
  /** Whether the server answers `Range` requests. @default true */
  readonly ranges?: boolean;
  /** Whether replies have a strong ETag. They always have a `Last-Modified`. @default true */
  readonly etags?: boolean;
  /** The speed of each download, in bytes per second. @default Infinity */
  readonly bytesPerSecond?: number;
  /**
   * Other columns for a type of log. Columns that the sandbox knows have their usual values, the others invented text.
   * @default the 57 columns of a recorded file for clicks, plausible columns for the other types
   */
  readonly columns?: Partial<Readonly<Record<RawLogType, readonly string[]>>>;
  /**
   * Rows of your own. A type that is named here has only these: they are sorted by time into the files of their hours, and
   * `from`, `days`, `filesPerDay` and `rowsPerFile` do not concern it. @default none: the rows are generated
   */
  readonly rows?: Partial<Readonly<Record<RawLogType, readonly RawLogRow[]>>>;
  /** The share of rows with quotes, newlines and non-ASCII letters in their cells, from 0 to 1. @default 0.02 */
  readonly quirks?: number;
}

/** {@link RawLogOptions}, complete. */
export type RawLogSettings = Readonly<Required<Omit<RawLogOptions, 'columns' | 'rows'>>> & {
  readonly rows: RowsByType;
  readonly columns: Readonly<Record<RawLogType, readonly string[]>>;
};

const DEFAULTS: Omit<RawLogSettings, 'from' | 'days'> = {
  ...{ filesPerDay: 24, rowsPerFile: 50, compression: 'deflate', descriptor: false },
  ...{
    linkLifetime: 28_800_000,
    ranges: true,
    etags: true,
    bytesPerSecond: Infinity,
    quirks: 0.02,
    columns: COLUMNS,
    rows: {},
  },
};

const quote = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(quote).join(', ')}]` : typeof value === 'string' ? `'${value}'` : shown(value);

/** Requires an integer within two bounds. */
export const integerBetween = (least: number, most: number): Check =>
  numberThat(
    `an integer from ${least} to ${most}`,
    (value) => Number.isInteger(value) && value >= least && value <= most,
  );

/** Requires the name of a day. */
export const day: Check = (label, value) => {
  const message = `${label} should be a day, YYYYMMDD, not ${shown(value)}`;
  if (typeof value !== 'string') throw new TypeError(message);
  if (dayStart(value) === undefined) throw new RangeError(message);
};

const names: Check = (label, value) => {
  const message = `${label} should be an array of distinct names, not ${quote(value)}`;
  if (!Array.isArray(value)) throw new TypeError(message);
  const areNames = value.every((name) => typeof name === 'string' && name !== '');
  if (value.length === 0 || !areNames || new Set(value).size < value.length) throw new RangeError(message);
};

const MEMBERS: Members<RawLogOptions> = {
  from: day,
  days: integerBetween(0, 36_525),
  filesPerDay: integerBetween(1, 24),
  rowsPerFile: integerFrom(0),
  compression: oneOf(['deflate', 'store'], RangeError),
  ...{ descriptor: flag, ranges: flag, etags: flag },
  linkLifetime: numberThat('a finite number of ms above 0', (ms) => ms > 0 && ms < Infinity),
  bytesPerSecond: numberThat('a number above 0', (speed) => speed > 0),
  // Checked where they are copied.
  rows: () => undefined,
  columns: objectOf<Record<RawLogType, unknown>>({ clicks: names, conversions: names, impressions: names }),
  quirks: numberThat('a number from 0 to 1', (share) => share >= 0 && share <= 1),
};

/** Checks options; `label` begins an error message. @throws TypeError for a wrong or unknown one, RangeError for a value out of range */
export const checkRawLogOptions: Check = objectOf<RawLogOptions>(MEMBERS);

/** The complete settings. @throws TypeError for rows that are none */
export const rawLogSettings = (options: RawLogOptions = {}, { start, days }: Era): RawLogSettings => {
  const rows = ownRowsByType('createSandbox: rawLogs.rows', options.rows ?? {});
  return {
    ...DEFAULTS,
    from: dayName(start),
    days,
    ...given(options),
    columns: { ...COLUMNS, ...given(options.columns) },
    rows,
  };
};
