/** What the shared catalog knows of the columns of one type of raw log. */
export interface SharedColumns {
  /** Whether a recorded file shows them. */
  readonly proven: boolean;
  readonly names: readonly string[] | null;
}

export interface SharedRawLogs {
  readonly columns: Readonly<Record<string, SharedColumns>>;
}

/** The columns that a recorded file proves, by type of log, in the order of the file: one per line, as JSON. */
export const selectColumns = ({ columns }: SharedRawLogs): string => {
  const proven = Object.entries(columns).flatMap(([type, { proven, names }]) =>
    proven && names ? [[type, names] as const] : [],
  );
  return `${JSON.stringify(Object.fromEntries(proven), undefined, 2)}\n`;
};
