import { dayStart } from './log-entry.js';

/** What a raw log tells of. */
export type RawLogType = 'clicks' | 'conversions' | 'impressions';

/** Every kind of raw log, as the service names them. */
export const LOG_TYPES = ['clicks', 'conversions', 'impressions'] as const satisfies readonly RawLogType[];

/** Whether a text that came over the wire names a kind of raw log. */
export const isLogType = (text: string): text is RawLogType => (LOG_TYPES as readonly string[]).includes(text);

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

// No file of these two was ever seen: plausible columns, a part of the clicks' and what a conversion adds.
const CONVERSIONS = [
  ...['transaction_id', 'affiliate_id', 'advertiser_id', 'offer_id', 'goal_id', 'affiliate_source', 'affiliate_sub1'],
  ...['datetime', 'session_datetime', 'revenue_cents', 'payout_cents', 'currency', 'payout_type', 'revenue_type'],
  ...['status', 'refer', 'ip', 'user_agent', 'country_code'],
];

const IMPRESSIONS = [
  ...['transaction_id', 'affiliate_id', 'advertiser_id', 'offer_id', 'offer_file_id', 'affiliate_source'],
  ...['affiliate_sub1', 'datetime', 'refer', 'url', 'ip', 'user_agent', 'country_code', 'browser_id'],
];

/** The columns of each kind of log in the order of the file; those of clicks as recorded, the others made up. */
export const COLUMNS: Readonly<Record<RawLogType, readonly string[]>> = {
  clicks: CLICKS,
  conversions: CONVERSIONS,
  impressions: IMPRESSIONS,
};

/** The raw logs of a sandbox; none of it is needed. */
export interface RawLogOptions {
  /** The first day that has files, `YYYYMMDD` in UTC. @default '20160907' */
  readonly from?: string;
  /** Days with files, from the first on. @default 3 */
  readonly days?: number;
  /** Hourly files of a day, from midnight on, 24 at most. @default 24 */
  readonly filesPerDay?: number;
  /** Rows of each file; 0 for files with a header alone. @default 50 */
  readonly rowsPerFile?: number;
  /** How a file lies in its archive. @default 'deflate' */
  readonly compression?: 'deflate' | 'store';
  /** CRC-32 and sizes stand behind the data instead of before it. @default false */
  readonly descriptor?: boolean;
  /** How long a link is good, in ms of the sandbox's clock. @default 28_800_000 (8 hours) */
  readonly linkLifetime?: number;
  /** Whether parts of a file are served. @default true */
  readonly ranges?: boolean;
  /** Whether replies carry a strong ETag; they have a `Last-Modified` anyway. @default true */
  readonly etags?: boolean;
  /** How fast each download is, in bytes a second. @default Infinity */
  readonly bytesPerSecond?: number;
  /**
   * Other columns for a kind of log. Those that the sandbox knows have their usual values, the others made-up text.
   * @default the 57 recorded ones for clicks, plausible ones for the rest
   */
  readonly columns?: Partial<Readonly<Record<RawLogType, readonly string[]>>>;
  /** The share of rows with quotes, newlines and letters beyond ASCII in their cells. @default 0.02 */
  readonly quirks?: number;
}

/** {@link RawLogOptions} with their defaults. */
export type RawLogSettings = Readonly<Required<Omit<RawLogOptions, 'columns'>>> & {
  readonly columns: Readonly<Record<RawLogType, readonly string[]>>;
};

const DEFAULTS: RawLogSettings = {
  ...{ from: '20160907', days: 3, filesPerDay: 24, rowsPerFile: 50, compression: 'deflate', descriptor: false },
  ...{ linkLifetime: 28_800_000, ranges: true, etags: true, bytesPerSecond: Infinity, quirks: 0.02, columns: COLUMNS },
};

const checkCount = (name: string, value: number, min: number, max: number): void => {
  if (Number.isSafeInteger(value) && value >= min && value <= max) return;
  const limits = max === Number.MAX_SAFE_INTEGER ? `${min} or more` : `from ${min} to ${max}`;
  throw new RangeError(`rawLogs.${name} should be a whole number, ${limits}`);
};

const checkColumns = (type: RawLogType, columns: readonly string[]): void => {
  if (columns.length === 0) throw new RangeError(`rawLogs.columns.${type} should name a column`);
  if (columns.some((name) => typeof name !== 'string' || name === ''))
    throw new RangeError(`rawLogs.columns.${type} should be names`);
  if (new Set(columns).size < columns.length) throw new RangeError(`rawLogs.columns.${type} should differ`);
};

const checkSettings = (settings: RawLogSettings): void => {
  const { days, filesPerDay, rowsPerFile, compression, linkLifetime, bytesPerSecond, quirks } = settings;
  if (dayStart(settings.from) === undefined) throw new RangeError('rawLogs.from should be a day, YYYYMMDD');
  checkCount('days', days, 0, 36_525);
  checkCount('filesPerDay', filesPerDay, 1, 24);
  checkCount('rowsPerFile', rowsPerFile, 0, Number.MAX_SAFE_INTEGER);
  if (compression !== 'deflate' && compression !== 'store')
    throw new RangeError("rawLogs.compression should be 'deflate' or 'store'");
  if (!(linkLifetime > 0 && linkLifetime < Infinity))
    throw new RangeError('rawLogs.linkLifetime should be ms, above 0');
  if (!(bytesPerSecond > 0)) throw new RangeError('rawLogs.bytesPerSecond should be above 0');
  if (!(quirks >= 0 && quirks <= 1)) throw new RangeError('rawLogs.quirks should be a share from 0 to 1');
  for (const type of LOG_TYPES) checkColumns(type, settings.columns[type]);
};

/** The settings with their defaults. @throws RangeError for a value that makes no sense. */
export const rawLogSettings = (options: RawLogOptions = {}): RawLogSettings => {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const settings: RawLogSettings = { ...DEFAULTS, ...given, columns: { ...COLUMNS, ...options.columns } };
  checkSettings(settings);
  return settings;
};
