import { REPORT_AGGREGATES, REPORT_KINDS } from '../../catalog/report-fields.js';

/** What a column of a report holds. All come as strings on the wire. */
export type ColumnKind = 'boolean01' | 'date' | 'datetime' | 'decimal' | 'id' | 'int' | 'string';

const KINDS: Readonly<Record<string, ColumnKind>> = {
  b: 'boolean01',
  d: 'date',
  i: 'id',
  m: 'decimal',
  n: 'int',
  t: 'datetime',
};

/** What a column such as `Stat.clicks` holds; `undefined` for one that the catalog lacks. */
export const columnKind = (field: string): ColumnKind | undefined => {
  const [model = '', column = ''] = field.split('.');
  if (!Object.hasOwn(REPORT_KINDS, model)) return undefined;
  const entry = (REPORT_KINDS[model] ?? '').split(' ').find((known) => known.split(':')[0] === column);
  return entry === undefined ? undefined : (KINDS[entry.split(':')[1] ?? ''] ?? 'string');
};

/** Whether statistics compute a column over the rows of a group; the other columns make the groups. */
export const isAggregate = (field: string): boolean => REPORT_AGGREGATES.split(' ').includes(field);
