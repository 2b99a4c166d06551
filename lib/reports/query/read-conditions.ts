import type { Connector } from '../../protocol/encode-filters.js';
import { checkRecord } from '../../protocol/check-record.js';
import { columnKind } from '../rows/column-kind.js';
import { checkCondition } from './check-condition.js';
import { type Condition, readCondition } from './read-condition.js';

/** Conditions by field, in the order of the caller. */
export const byField = (conditions: readonly Condition[]): Map<string, readonly Condition[]> => {
  const groups = new Map<string, readonly Condition[]>();
  for (const condition of conditions) groups.set(condition.field, [...(groups.get(condition.field) ?? []), condition]);
  return groups;
};

const checkUnderOr = (field: string, conditions: readonly Condition[]): void => {
  if (conditions.length > 1) throw new TypeError(`Filter ${field}: under OR the service uses one condition per field`);
  if (conditions.some(({ operator, isList }) => isList && operator === undefined))
    throw new TypeError(`Filter ${field}: a list does not work under OR`);
};

const checkTogether = (field: string, conditions: readonly Condition[]): void => {
  if (conditions.length < 2) return;
  const operators = conditions.map(({ operator }) => operator);
  if (operators.includes(undefined))
    throw new TypeError(`Filter ${field}: equality and an operator on one field exclude each other`);
  if (operators.includes('BETWEEN')) throw new TypeError(`Filter ${field}: BETWEEN stands alone on its field`);
  if (new Set(operators).size < operators.length)
    throw new TypeError(`Filter ${field} has one operator twice: the service would use the last`);
};

/**
 * Reads and checks the filters of a report.
 *
 * @throws TypeError or RangeError for what the service would misread or silently widen.
 */
export const readConditions = (filters: unknown, connector: Connector): readonly Condition[] => {
  if (filters === undefined || filters === null) return [];
  const conditions = Object.entries(checkRecord('Filters', filters)).map(([key, value]) => readCondition(key, value));
  for (const condition of conditions) checkCondition(condition, columnKind(condition.field));
  for (const [field, group] of byField(conditions)) {
    if (connector === 'OR') checkUnderOr(field, group);
    else checkTogether(field, group);
  }
  return conditions;
};
