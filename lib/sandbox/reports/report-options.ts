/** How the reports of a sandbox answer; none of it is needed. */
export interface ReportOptions {
  /** The most days a report may span; a longer one is refused. @default no limit */
  readonly maxDays?: number | undefined;
  /** A report that spans more days than this gets HTTP 504 with an empty body. @default no limit */
  readonly heavyDays?: number | undefined;
  /** Whether rows come as a list or as an object by their index; the service was seen to do both. @default 'list' */
  readonly rows?: 'list' | 'object' | undefined;
}

const checkDays = (name: 'maxDays' | 'heavyDays', days: number | undefined): void => {
  if (days !== undefined && !(days >= 1)) throw new RangeError(`reports.${name} should be days, 1 or more`);
};

/** @throws RangeError for a value that makes no sense. */
export const checkReportOptions = ({ maxDays, heavyDays, rows }: ReportOptions): void => {
  checkDays('maxDays', maxDays);
  checkDays('heavyDays', heavyDays);
  if (rows !== undefined && rows !== 'list' && rows !== 'object')
    throw new RangeError("reports.rows should be 'list' or 'object'");
};
