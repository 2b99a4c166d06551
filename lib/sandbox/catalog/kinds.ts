import type { FieldKind } from '../../catalog/wire-types.js';
import { KIND_TABLE } from './generated/kind-table.js';

const KINDS: Readonly<Record<string, FieldKind>> = {
  a: 'array',
  b: 'boolean01',
  d: 'date',
  e: 'enum',
  i: 'id',
  m: 'decimal',
  n: 'int',
  o: 'object',
  t: 'datetime',
  u: 'timestamp',
};

/** Maps the fields of a model to their kinds; `undefined` for a model that the catalog lacks. */
export const kindsOf = (model: string): Readonly<Record<string, FieldKind>> | undefined => {
  if (!Object.hasOwn(KIND_TABLE, model)) return undefined;
  const entries = (KIND_TABLE[model] ?? '').split(' ').filter((entry) => entry !== '');
  return Object.fromEntries(
    entries.map((entry) => {
      const [field = '', letter = ''] = entry.split(':');
      return [field, KINDS[letter] ?? 'string'];
    }),
  );
};
