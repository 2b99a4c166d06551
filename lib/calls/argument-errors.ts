import { parameterNames } from '../catalog/methods.js';

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
