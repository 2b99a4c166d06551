/** The columns of one type of raw log in the shared catalog. */
export interface SharedColumns {
  /** Whether a recorded file shows them. */
  readonly proven: boolean;
  readonly names: readonly string[] | null;
}

/** The raw logs of the shared catalog. */
export interface SharedRawLogs {
  readonly columns: Readonly<Record<string, SharedColumns>>;
}

/** Prints the columns that a recorded file proves as JSON, by type of log, in the order of the file, one per line. */
export const selectColumns = ({ columns }: SharedRawLogs): string => {
  const proven = Object.entries(columns).flatMap(([type, { proven, names }]) =>
    proven && names ? [[type, names] as const] : [],
  );
  return `${JSON.stringify(Object.fromEntries(proven), undefined, 2)}\n`;
};
