import type { Fault } from './fault.js';

/** @throws RangeError for a position that no byte of a file has, or a status that HTTP does not know */
export const checkFault = (fault: Fault): void => {
  const { at } = fault as { readonly at?: unknown };
  if (typeof at === 'number' && !(Number.isSafeInteger(at) && at >= 0))
    throw new RangeError('at should be a whole number of bytes, 0 or more');
  const { status } = fault as { readonly status?: number };
  if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599))
    throw new RangeError('status should be from 200 to 599');
};
