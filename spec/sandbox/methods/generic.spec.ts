import { describe, expect, it } from 'vitest';
import { ENTITIES } from '../../../lib/sandbox/entities/entities.js';
import { genericHandlers } from '../../../lib/sandbox/handlers/generic.js';

describe('genericHandlers', () => {
  it('are the five that every kind has', () => {
    expect(Object.keys(genericHandlers(ENTITIES.Goal))).toEqual([
      'create',
      'update',
      'findById',
      'findAll',
      'findAllIds',
    ]);
  });
});
