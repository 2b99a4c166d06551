import type { MethodRow } from '../../catalog/methods.js';
import { encodeParams, type Params } from '../../protocol/params.js';
import { checkId } from '../../protocol/validate.js';

/** Whether a parameter would send nothing, or nothing that says anything: an empty list, data without a field. */
const isMissing = (name: string, value: unknown): boolean =>
  value === undefined || value === null || encodeParams({ [name]: value }).length === 0;

const isList = (value: unknown): value is Iterable<unknown> => Array.isArray(value) || value instanceof Set;

/** The parameters that say which row or field a call is about. An empty one means another call, or none. */
const CHECKS: Readonly<Record<string, (name: string, value: unknown) => void>> = {
  id: checkId,
  ids: (name, value) => {
    for (const id of isList(value) ? value : [value]) checkId(name, id);
  },
  tune_event_id: checkId,
  transaction_id: checkId,
  field: (name, value) => {
    if (value === '') throw new TypeError(`${name} should be the name of a field, not an empty string`);
  },
};

/**
 * Refuses a call without a parameter that it needs: one that the catalog flags as required, the id (or ids) of the rows that
 * it is about, or the fields that it writes.
 *
 * @throws TypeError that names the parameter.
 */
export const checkParameters = (facts: MethodRow | undefined, params: Params): void => {
  if (!facts) return;
  const groups = [...facts.required.map((name) => [name]), ...(facts.needed ?? [])];
  const missing = groups.find((group) => group.every((name) => isMissing(name, params[name])));
  if (missing) throw new TypeError(`${missing.join(' or ')} should be given`);
  for (const [name, value] of Object.entries(params))
    if (value !== undefined && groups.some((group) => group.includes(name))) CHECKS[name]?.(name, value);
};
