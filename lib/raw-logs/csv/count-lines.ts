const NEWLINE = 0x0a;

/** How many newlines there are from byte `from` on before byte `to`. */
export const countLines = (bytes: Buffer, to: number, from = 0): number => {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0 && at < to; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
};
