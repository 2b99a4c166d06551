import { drawsFor, type Draw } from '../data/draw.js';
import type { Call } from '../call.js';
import type { Json } from '../wire/json.js';

/** What a single value is like, by the name of the method; the first that fits. */
const MAKERS: readonly (readonly [fits: RegExp, make: (draw: Draw) => string])[] = [
  [/^(add|create|save|send|set)(?!\w*Key$)/, (draw) => String(draw.int(8, 900))],
  [/Status$/, () => 'approved'],
  [/Count$/, (draw) => String(draw.int(1, 50))],
  [/Balance$/, (draw) => draw.decimal(10, 900, 2)],
  [/Url$|Link$/, (draw) => `http://www.example.com/${draw.hex(8)}`],
  [/Date$/, () => '2024-03-01'],
  [/Currencies$/, () => 'USD,EUR'],
  [/Csv$/, () => 'email\nuser1@example.com\n'],
  [/TermsAndConditions$|Note$/, () => 'made up by the sandbox'],
  [/Key$|Password$/, (draw) => draw.hex(32)],
];

/** A plausible single value: always text, and always the same for a method. */
export const scalarAnswer = ({ target, method }: Call): Json => {
  const draw = drawsFor(1, `${target}.${method}`)(1);
  return MAKERS.find(([fits]) => fits.test(method))?.[1](draw) ?? '1';
};
