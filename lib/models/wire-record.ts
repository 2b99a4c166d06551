import type { Decoded } from '../protocol/decoded.js';

/** The fields of a model as they came on the wire. */
export type WireRecord = Readonly<Record<string, Decoded>>;
