import { ProtocolError } from '../../errors/protocol-error.js';
import { isDayName } from './dir-span.js';

/**
 * The dirs from one day to another, both included, oldest first, each once.
 *
 * @throws ProtocolError for a dir that is no day: nobody could tell whether it belongs.
 */
export const selectDirs = (names: readonly string[], first: string, last: string): string[] => {
  const odd = names.find((name) => !isDayName(name));
  if (odd !== undefined)
    throw new ProtocolError(`A date dir is named "${odd.slice(0, 40)}", which is no day: it has no place in a range`);
  return [...new Set(names)].filter((name) => name >= first && name <= last).sort();
};
