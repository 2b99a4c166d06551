import type { Decoded } from '../../protocol/decoded.js';
import { readDisplayName, readList, readName } from './read-list.js';

/** What the service says of a date dir. */
export interface DateDirFacts {
  readonly dirName: string;
  readonly displayName: string;
}

/** The dirs of a `listDateDirs` reply, in the service's order. */
export const readDateDirs = (data: Decoded): DateDirFacts[] =>
  readList(data, 'dateDirs').map((row) => {
    const dirName = readName(row, 'dirName');
    return { dirName, displayName: readDisplayName(row, dirName) };
  });
