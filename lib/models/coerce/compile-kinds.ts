import { checkRecord } from '../../protocol/check-record.js';
import type { CoerceOptions } from './coerce-options.js';
import { type Converter, converterOf } from './convert-value.js';

/** Kinds, checked and ready for many rows. */
export interface CompiledKinds {
  /** The converter of a field; `undefined` when it stays as it is. */
  converterAt(path: string): Converter | undefined;
  /** Whether kinds are said of fields below this one. */
  reachesBelow(path: string): boolean;
}

/** `Stat.payout@EUR` → `Stat.payout` */
const withoutCurrency = (path: string): string => path.split('@', 1)[0] ?? path;

const parentsOf = (path: string): string[] => {
  const parts = path.split('.');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'));
};

/** Checks kinds and makes their converters. */
export const compileKinds = (kinds: unknown, options: CoerceOptions): CompiledKinds => {
  const converters = new Map(
    Object.entries(checkRecord('Kinds', kinds)).map(([path, kind]) => [path, converterOf(path, kind, options)]),
  );
  const parents = new Set([...converters.keys()].flatMap(parentsOf));
  return {
    converterAt: (path) => converters.get(converters.has(path) ? path : withoutCurrency(path)),
    reachesBelow: (path) => parents.has(path),
  };
};
