/** One column of a report in the shared catalog. */
export interface ReportColumn {
  readonly type: string;
  /** Summed or counted over the rows of a group. */
  readonly aggregate?: boolean;
}

interface SharedMethods {
  readonly target: string;
  readonly methods: Readonly<Record<string, { readonly fields: Readonly<Record<string, ReportColumn>> }>>;
}

/** The reports of the three APIs in the shared catalog. */
export interface SharedReport extends SharedMethods {
  readonly affiliate: SharedMethods;
  readonly advertiser: SharedMethods;
}

const sorted = <T>(record: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));

const printMethod = ([method, { fields }]: [string, SharedMethods['methods'][string]]): string => {
  const lines = sorted(fields).map(
    ([field, { type, aggregate }]) =>
      `\n      ${JSON.stringify(field)}: ${JSON.stringify({ type, ...(aggregate ? { aggregate } : {}) })}`,
  );
  return `\n    ${JSON.stringify(method)}: {${lines.join(',')}\n    }`;
};

const printTarget = ({ target, methods }: SharedMethods): string[] => {
  const known = sorted(methods).filter(([, { fields }]) => Object.keys(fields).length > 0);
  return known.length > 0 ? [`\n  ${JSON.stringify(target)}: {${known.map(printMethod).join(',')}\n  }`] : [];
};

/** Prints the known columns of reports as JSON, by target and method, one per line. */
export const selectReport = (shared: SharedReport): string =>
  `{${[shared.advertiser, shared.affiliate, shared].flatMap(printTarget).join(',')}\n}\n`;
