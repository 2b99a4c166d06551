const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

/** One line of a CSV in the quoting of the recorded logs: ids bare, everything else in quotes, also empty cells. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/^\d+$/.test(cell) ? cell : quoted(cell))).join(',')}\n`;

/** A header line: names bare, unless they need quotes. */
export const csvHeader = (names: readonly string[]): string =>
  `${names.map((name) => (/^\w+$/.test(name) ? name : quoted(name))).join(',')}\n`;

/** A CSV of a header and rows. */
export const csvText = (names: readonly string[], rows: readonly (readonly string[])[] = []): string =>
  csvHeader(names) + rows.map(csvLine).join('');

/** Column names that break careless code: methods, properties of every object, and pieces of source text. */
export const HOSTILE_COLUMNS: readonly string[] = [
  ...['transaction_id', 'offer_id'],
  ...['toObject', 'toJSON', 'toString', 'equals', 'valueOf', 'constructor', 'prototype', 'hasOwnProperty', 'then'],
  ...['__proto__', '__defineGetter__', 'length', 'name', 'this', 'cells', 'define', 'super', ''],
  ...['with "quotes"', "it's", 'back\\slash', 'back\\', '${process.exit(1)}', '`', '*/', '//', '"]; throw 1; //'],
  ...['line\nbreak', 'carriage\rreturn', '\u2028', '\u2029', '\0', 'Půlnoc', '💶'],
];

/** The cell of row `row` in a column of {@link HOSTILE_COLUMNS}. */
export const hostileCell = (column: number, row: number): string => `cell ${column} of "${row}"\n`;

/** A CSV with the hostile columns and two rows. */
export const HOSTILE_CSV = csvText(
  HOSTILE_COLUMNS,
  [0, 1].map((row) => HOSTILE_COLUMNS.map((_, column) => hostileCell(column, row))),
);

/** The columns of a recorded click log, in the order of its header. */
export const RECORDED_COLUMNS = [
  ...['transaction_id', 'affiliate_id', 'affiliate_manager_id', 'advertiser_id', 'advertiser_manager_id', 'offer_id'],
  ...['creative_url_id', 'affiliate_source', 'affiliate_sub1', 'affiliate_sub2', 'affiliate_sub3', 'affiliate_sub4'],
  ...['affiliate_sub5', 'datetime', 'revenue_cents', 'payout_cents', 'refer', 'url', 'pixel_refer', 'ip', 'user_agent'],
  ...['country_code', 'browser_id', 'is_click_unique', 'ad_campaign_id', 'ad_campaign_creative_id', 'offer_file_id'],
  ...['status', 'offer_file_size', 'currency', 'payout_type', 'revenue_type', 'device_brand', 'device_model'],
  ...['device_os', 'device_os_version', 'device_id', 'device_id_md5', 'device_id_sha1', 'android_id', 'android_id_md5'],
  ...['android_id_sha1', 'mac_address', 'mac_address_md5', 'mac_address_sha1', 'odin', 'open_udid', 'ios_ifa'],
  ...['ios_ifa_md5', 'ios_ifa_sha1', 'ios_ifv', 'user_id', 'unknown_id', 'payout_group_id', 'revenue_group_id'],
  ...['req_connection_speed', 'google_aid'],
] as const;
