import { describe, expect, it } from 'vitest';
import { own } from '../../lib/sandbox/wire/json.js';

describe('own', () => {
  it('finds what a table has, and nothing that it inherits', () => {
    const table: Record<string, number> = { a: 1 };
    expect([own(table, 'a'), own(table, 'constructor'), own(table, '__proto__'), own(undefined, 'a')]).toEqual([
      ...[1, undefined, undefined, undefined],
    ]);
  });
});
