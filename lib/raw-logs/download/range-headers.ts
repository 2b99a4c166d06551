import { type FileIdentity, validatorOf } from './file-identity.js';

/** Asks for the bytes from `from` on, up to but without `to`, and for the whole file if it is another one by now. */
export const rangeHeaders = (identity: FileIdentity, from: number, to?: number): Record<string, string> => {
  const validator = validatorOf(identity);
  return {
    range: `bytes=${from}-${to === undefined ? '' : to - 1}`,
    ...(validator === undefined ? {} : { 'if-range': validator }),
  };
};
