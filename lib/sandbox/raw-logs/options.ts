import { dayStart, LOG_TYPES, type RawLogType } from './log-entry.js';

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
  /** The first day that has files, `YYYYMMDD` in UTC. @default '20160907' */
  readonly from?: string;
  /** The number of days with files, counted from the first. @default 3 */
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
  /** The share of rows with quotes, newlines and non-ASCII letters in their cells, from 0 to 1. @default 0.02 */
  readonly quirks?: number;
}

/** {@link RawLogOptions}, complete. */
export type RawLogSettings = Readonly<Required<Omit<RawLogOptions, 'columns'>>> & {
  readonly columns: Readonly<Record<RawLogType, readonly string[]>>;
};

const DEFAULTS: RawLogSettings = {
  ...{ from: '20160907', days: 3, filesPerDay: 24, rowsPerFile: 50, compression: 'deflate', descriptor: false },
  ...{ linkLifetime: 28_800_000, ranges: true, etags: true, bytesPerSecond: Infinity, quirks: 0.02, columns: COLUMNS },
};

const quote = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(quote).join(', ')}]`;
  return typeof value === 'string' ? `'${value}'` : String(value);
};

const refuseOption = (name: string, expected: string, value: unknown): RangeError =>
  new RangeError(`createSandbox: rawLogs.${name} should be ${expected}, not ${quote(value)}`);

const checkCount = (name: string, value: number, min: number, max: number): void => {
  if (Number.isSafeInteger(value) && value >= min && value <= max) return;
  const limits = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  throw refuseOption(name, `an integer ${limits}`, value);
};

const checkColumns = (type: RawLogType, columns: readonly string[]): void => {
  const areNames = columns.every((name) => typeof name === 'string' && name !== '');
  if (columns.length > 0 && areNames && new Set(columns).size === columns.length) return;
  throw refuseOption(`columns.${type}`, 'an array of distinct names', columns);
};

const checkSettings = (settings: RawLogSettings): void => {
  const { from, days, filesPerDay, rowsPerFile, compression, linkLifetime, bytesPerSecond, quirks } = settings;
  if (dayStart(from) === undefined) throw refuseOption('from', 'a day, YYYYMMDD', from);
  checkCount('days', days, 0, 36_525);
  checkCount('filesPerDay', filesPerDay, 1, 24);
  checkCount('rowsPerFile', rowsPerFile, 0, Number.MAX_SAFE_INTEGER);
  if (compression !== 'deflate' && compression !== 'store')
    throw refuseOption('compression', "'deflate' or 'store'", compression);
  if (!(linkLifetime > 0 && linkLifetime < Infinity))
    throw refuseOption('linkLifetime', 'a finite number of ms above 0', linkLifetime);
  if (!(bytesPerSecond > 0)) throw refuseOption('bytesPerSecond', 'a number above 0', bytesPerSecond);
  if (!(quirks >= 0 && quirks <= 1)) throw refuseOption('quirks', 'a number from 0 to 1', quirks);
  for (const type of LOG_TYPES) checkColumns(type, settings.columns[type]);
};

/** The complete settings. @throws RangeError for an invalid value */
export const rawLogSettings = (options: RawLogOptions = {}): RawLogSettings => {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const settings: RawLogSettings = { ...DEFAULTS, ...given, columns: { ...COLUMNS, ...options.columns } };
  checkSettings(settings);
  return settings;
};
