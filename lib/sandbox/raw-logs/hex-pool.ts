import type { Draw } from '../data/draw.js';

/** Hexadecimal words to put random-looking texts together from: two hundred and fifty-six of one length. */
export type HexPool = (bits: number) => string;

/** Draws the words once; a word is picked by the low eight bits of a number. */
export const hexPool = (draw: Draw, write: (draw: Draw) => string): HexPool => {
  const words = Array.from({ length: 256 }, () => write(draw));
  return (bits) => words[bits & 0xff] ?? '';
};
