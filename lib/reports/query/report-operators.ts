import { FILTER_OPERATORS } from '../../protocol/filter-operators.js';

/** The operators of a report's filter key (`Stat.payout__gt`) and what they are called on the wire. */
export const REPORT_OPERATORS = { ...FILTER_OPERATORS, between: 'BETWEEN' } as const;

/** What may stand behind `__` in the filter key of a report. */
export type ReportOperator = keyof typeof REPORT_OPERATORS;

/** An operator as the service calls it. */
export type Conditional = (typeof REPORT_OPERATORS)[ReportOperator];

/** All operators as the service calls them, but for equality. */
export const CONDITIONALS: readonly string[] = Object.values(REPORT_OPERATORS);

/** Operators that ask whether something is so, and need no value. */
export const isWhether = (operator: Conditional | undefined): boolean =>
  operator === 'NULL' || operator === 'NOT_NULL' || operator === 'TRUE' || operator === 'FALSE';
