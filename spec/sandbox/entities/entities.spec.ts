import { describe, expect, it } from 'vitest';
import { ENTITIES } from '../../../lib/sandbox/entities/entities.js';

describe('ENTITIES', () => {
  it('are filed under their own names', () => {
    for (const [name, entity] of Object.entries(ENTITIES)) expect(entity.name).toBe(name);
  });

  it('require and restrict only columns that they have', () => {
    for (const { template, required = [], enums = {} } of Object.values(ENTITIES))
      for (const column of [...required, ...Object.keys(enums)]) expect(Object.keys(template)).toContain(column);
  });
});
