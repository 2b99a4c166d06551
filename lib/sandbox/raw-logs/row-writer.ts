import { own } from '../wire/json.js';
import type { LogEntry } from './log-entry.js';
import type { RawLogSettings } from './options.js';
import { columnsWith, type OwnRow } from './own-rows.js';
import { type RowBasis, type RowFacts, rowFacts } from './row-facts.js';

/** How the cells of a column are written. */
interface Cell {
  readonly of: (row: RowFacts) => string;
  /** Written without quotes, like the ids in a recorded file. */
  readonly bare?: true;
  /** May contain quotes, which must be escaped. */
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

/** Columns of the service that are empty for clicks on the web. */
const EMPTY = new Set([
  ...['creative_url_id', 'affiliate_sub3', 'pixel_refer', 'ad_campaign_id', 'ad_campaign_creative_id', 'offer_file_id'],
  ...['status', 'offer_file_size', 'device_id', 'device_id_md5', 'device_id_sha1', 'android_id', 'android_id_md5'],
  ...['android_id_sha1', 'mac_address', 'mac_address_md5', 'mac_address_sha1', 'odin', 'open_udid', 'ios_ifa'],
  ...['ios_ifa_md5', 'ios_ifa_sha1', 'ios_ifv', 'user_id', 'unknown_id'],
]);

/** The text that all cells of a column share; `undefined` where rows differ. */
const constantCell = (column: string): string | undefined => (EMPTY.has(column) ? '' : undefined);

/** The cells of a column. A column that the service does not have gets invented text. */
export const cellOf = (column: string): Cell => {
  if (EMPTY.has(column)) return quoted(() => '');
  return own(CELLS, column) ?? free((row) => `${column} ${row.index}`);
};

type CellText = (row: RowFacts) => string;

const escapeQuotes = (text: string): string => (text.includes('"') ? text.replaceAll('"', '""') : text);

const headerCell = (name: string): string => (/[",\r\n]/.test(name) ? `"${escapeQuotes(name)}"` : name);

const cellText = ({ of, free }: Cell): CellText => (free ? (row) => escapeQuotes(of(row)) : of);

/** A line as alternating constant texts and cells: `texts[i]` precedes `cells[i]`. */
interface Line {
  readonly cells: readonly CellText[];
  readonly texts: readonly string[];
  readonly end: string;
}

/** Most cells are always empty, so the text between the others is joined once. */
const lineOf = (columns: readonly string[]): Line => {
  const cells: CellText[] = [];
  const texts: string[] = [];
  let text = '';
  columns.forEach((column, index) => {
    if (index > 0) text += ',';
    const constant = constantCell(column);
    if (constant !== undefined) return void (text += `"${constant}"`);
    const cell = cellOf(column);
    const mark = cell.bare ? '' : '"';
    cells.push(cellText(cell));
    texts.push(text + mark);
    text = mark;
  });
  return { cells, texts, end: `${text}\n` };
};

/** Writes the first line of a file. */
const headerLine = (columns: readonly string[]): string => `${columns.map(headerCell).join(',')}\n`;

/** Writes rows like those of a recorded file: ids bare, everything else in quotes. */
const rowWriter = (columns: readonly string[]): ((row: RowFacts) => string) => {
  const { cells, texts, end } = lineOf(columns);
  return (row) => {
    let line = '';
    for (let index = 0; index < cells.length; index++) line += (texts[index] ?? '') + (cells[index]?.(row) ?? '');
    return line + end;
  };
};

/** Creates rows as a reader of the file should see them. */
const rowReader = (columns: readonly string[]): ((row: RowFacts) => Record<string, string>) => {
  const cells = columns.map((column) => [column, cellOf(column)] as const);
  // Object.fromEntries creates own properties, even for a column named `__proto__`.
  return (row) => Object.fromEntries(cells.map(([column, { of }]) => [column, of(row)]));
};

/** The content of a file, created while it is read. Nothing of it is kept. */
export interface LogText {
  /** The CSV, in the same chunks on every read. */
  chunks(): Iterable<Buffer>;
  rows(): Iterable<Record<string, string>>;
}

/** The least number of characters in a chunk, except for the last. */
const CHUNK = 64 * 1024;

const DIGITS = /^\d+$/;

/** Writes rows that were given, with the quotes of a recorded file: ids bare, everything else in quotes. */
const ownText = (own: readonly OwnRow[], columns: readonly string[]): LogText => {
  const cells = columns.map((column) => ({ column, isBare: cellOf(column).bare === true }));
  const write = (row: OwnRow): string =>
    `${cells
      .map(({ column, isBare }) => {
        const text = row[column] ?? '';
        return isBare && DIGITS.test(text) ? text : `"${escapeQuotes(text)}"`;
      })
      .join(',')}\n`;

  function* chunks(): Generator<Buffer> {
    let text = headerLine(columns);
    for (const row of own) {
      text += write(row);
      if (text.length < CHUNK) continue;
      yield Buffer.from(text);
      text = '';
    }
    if (text !== '') yield Buffer.from(text);
  }

  return {
    chunks,
    rows: () => own.map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? '']))),
  };
};

/** The content of one version of a file. */
export const logText = (entry: LogEntry, settings: RawLogSettings, basis: RowBasis): LogText => {
  const columns = settings.columns[entry.type];
  if (entry.own !== undefined) return ownText(entry.own, columnsWith(columns, entry.own));

  function* chunks(): Generator<Buffer> {
    const facts = rowFacts(entry, basis);
    const write = rowWriter(columns);
    let text = headerLine(columns);
    for (let index = 0; index < entry.rows; index++) {
      text += write(facts(index));
      if (text.length < CHUNK) continue;
      yield Buffer.from(text);
      text = '';
    }
    if (text !== '') yield Buffer.from(text);
  }

  function* rows(): Generator<Record<string, string>> {
    const facts = rowFacts(entry, basis);
    const read = rowReader(columns);
    for (let index = 0; index < entry.rows; index++) yield read(facts(index));
  }

  return { chunks, rows };
};
