import type { Draw } from '../data/draw.js';

const TEXTS = [
  'say "hello", again',
  '""',
  'two\nlines',
  'two\r\nlines, "quoted"\n',
  'Půlnoční káva',
  'naïve 東京 💶',
  ' spaces, and commas ',
] as const;

/** A text that a reader of CSV has to take care of. */
export const quirk = (draw: Draw): string => draw.pick(TEXTS);
