import { type MethodRow, parameterNames } from '../catalog/methods.js';
import { encodeParams, type Params } from '../protocol/params.js';
import { checkId, isRecord } from '../protocol/validate.js';

/** Only the plain classes: an error of another class may be the user's. */
const isArgumentError = (error: unknown): error is TypeError | RangeError =>
  error instanceof Error && (error.constructor === TypeError || error.constructor === RangeError);

/** The same error with another message; keeps its class, its cause and its stack. */
const withMessage = (error: TypeError | RangeError, message: string): Error => {
  const options = error.cause === undefined ? {} : { cause: error.cause };
  const renamed = error instanceof TypeError ? new TypeError(message, options) : new RangeError(message, options);
  if (error.stack !== undefined) renamed.stack = error.stack.replace(error.message, () => message);
  return renamed;
};

/**
 * Runs the checks of a method's arguments and adds the name of the method to their errors: `limit should be …` becomes
 * `Offer.findAll: limit should be …`, and `takes (id, code)` becomes `Offer.addTargetCountry takes (id, code)`.
 */
export const namingMethod = <T>(name: string, check: () => T): T => {
  try {
    return check();
  } catch (error) {
    if (!isArgumentError(error) || error.message.startsWith(name)) throw error;
    throw withMessage(error, `${name}${error.message.startsWith('takes ') ? '' : ':'} ${error.message}`);
  }
};

/** For positional arguments where the method takes one object, such as `{ id, affiliate_id, payout? }`. */
export const takesOneObject = (target: string, method: string): TypeError => {
  const names = parameterNames(target, method);
  return new TypeError(`takes one object${names.length === 0 ? ' of named parameters' : `: { ${names.join(', ')} }`}`);
};

/** The name that managers use for a parameter: `affiliateId` for `affiliate_id`. */
export const argumentName = (parameter: string): string =>
  parameter.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** For one object where the method takes positional arguments, such as `(id, affiliateId)`. */
export const takesPositional = (parameters: readonly string[]): TypeError =>
  new TypeError(`takes (${parameters.map(argumentName).join(', ')}), not one object`);

/** Whether a parameter would send nothing, or nothing that says anything: an empty list, data without a field. */
const isMissing = (name: string, value: unknown): boolean =>
  value === undefined || value === null || encodeParams({ [name]: value }).length === 0;

/** The elements of a list in any of its forms; a plain object holds them by number. */
const elementsOf = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value) || value instanceof Set) return [...(value as Iterable<unknown>)];
  return isRecord(value) ? Object.values(value) : [value];
};

/** The parameters that say which row or field a call is about. An empty one means another call, or none. */
const CHECKS: Readonly<Record<string, (name: string, value: unknown) => void>> = {
  id: checkId,
  ids: (name, value) => {
    for (const id of elementsOf(value)) checkId(name, id);
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
