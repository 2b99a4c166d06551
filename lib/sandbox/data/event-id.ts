import type { Draw } from './draw.js';

const PARTS = [8, 4, 4, 4] as const;

/** The identity of a conversion, in the form of a UUID. Its end is the row's id, so that no two rows share one. */
export const eventId = (draw: Draw, id: number): string =>
  [...PARTS.map((length) => draw.hex(length)), id.toString(16).padStart(12, '0')].join('-');
