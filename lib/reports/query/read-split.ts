import { checkKeys } from '../../protocol/check-keys.js';
import { checkPositive } from '../../streams/check-positive.js';
import type { ReportPlan } from './report-plan.js';

/** Reads the option `split`. */
export const readSplit = (split: unknown): ReportPlan['split'] => {
  if (split === undefined || split === true) return { days: undefined };
  if (split === false) return false;
  const { days } = checkKeys('split', split, ['days']);
  return { days: days === undefined ? undefined : checkPositive('split.days', days) };
};
