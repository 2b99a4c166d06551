import { own } from '../own.js';
import type { RowFacts } from './row-facts.js';

/** How a cell is made. */
export interface Cell {
  readonly of: (row: RowFacts) => string;
  /** Written without quotes, as the service writes ids. */
  readonly bare?: true;
  /** May hold what has to be escaped. */
  readonly free?: true;
}

const quoted = (of: Cell['of']): Cell => ({ of });
const bare = (of: Cell['of']): Cell => ({ of, bare: true });
const free = (of: Cell['of']): Cell => ({ of, free: true });

const trackingUrl = ({ offer, affiliate, source, sub1, sub4 }: RowFacts): string =>
  `http://track.example.com/aff_c?offer_id=${offer}&aff_id=${affiliate}&source=${source}&aff_sub=${sub1}&aff_sub4=${sub4}`;

const CELLS: Readonly<Record<string, Cell>> = {
  transaction_id: quoted((row) => row.transaction),
  affiliate_id: bare((row) => row.affiliate),
  affiliate_manager_id: bare((row) => (row.affiliate === '0' ? '0' : '12')),
  advertiser_id: bare((row) => row.advertiser),
  advertiser_manager_id: bare((row) => (row.advertiser === '0' ? '0' : '4')),
  offer_id: bare((row) => row.offer),
  goal_id: bare((row) => row.goal),
  affiliate_source: quoted((row) => row.source),
  affiliate_sub1: quoted((row) => row.sub1),
  affiliate_sub2: free((row) => row.sub2),
  affiliate_sub4: quoted((row) => row.sub4),
  affiliate_sub5: free((row) => row.sub5),
  datetime: quoted((row) => row.datetime),
  session_datetime: quoted((row) => row.datetime),
  revenue_cents: quoted(({ payout }) => (payout === 0 ? '' : String((payout * 5) / 4))),
  payout_cents: quoted(({ payout }) => (payout === 0 ? '' : String(payout))),
  refer: quoted((row) => row.refer),
  url: quoted(trackingUrl),
  ip: quoted((row) => row.ip),
  user_agent: quoted((row) => row.device.agent),
  country_code: quoted((row) => row.country[0]),
  browser_id: bare((row) => row.device.browser),
  is_click_unique: bare((row) => row.unique),
  currency: quoted((row) => row.country[1]),
  payout_type: quoted((row) => row.payoutType),
  revenue_type: quoted((row) => row.payoutType),
  device_brand: quoted((row) => row.device.brand),
  device_model: quoted((row) => row.device.model),
  device_os: quoted((row) => row.device.os),
  device_os_version: quoted((row) => row.device.version),
  payout_group_id: bare(() => '0'),
  revenue_group_id: bare(() => '0'),
  req_connection_speed: quoted((row) => row.device.connection),
  google_aid: quoted(({ device, sub4 }) => (device.os === 'Android' ? sub4 : '')),
};

/** Columns of the service that a click of the web leaves empty. */
const EMPTY = new Set([
  ...['creative_url_id', 'affiliate_sub3', 'pixel_refer', 'ad_campaign_id', 'ad_campaign_creative_id', 'offer_file_id'],
  ...['status', 'offer_file_size', 'device_id', 'device_id_md5', 'device_id_sha1', 'android_id', 'android_id_md5'],
  ...['android_id_sha1', 'mac_address', 'mac_address_md5', 'mac_address_sha1', 'odin', 'open_udid', 'ios_ifa'],
  ...['ios_ifa_md5', 'ios_ifa_sha1', 'ios_ifv', 'user_id', 'unknown_id'],
]);

/** What always stands in a cell of this column; `undefined` where rows differ. */
export const constantCell = (column: string): string | undefined => (EMPTY.has(column) ? '' : undefined);

/** How the cells of a column are made; text made up for one that the service does not have. */
export const cellOf = (column: string): Cell => {
  if (EMPTY.has(column)) return quoted(() => '');
  return own(CELLS, column) ?? free((row) => `${column} ${row.index}`);
};
