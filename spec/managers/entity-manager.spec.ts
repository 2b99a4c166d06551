import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CONTEXT, entityManager, type EntityManager } from '../../lib/managers/entity-manager.js';
import type { ManagerContext } from '../../lib/managers/managers.js';

describe('entityManager', () => {
  const context = { secret: 'NETsecretToken' } as unknown as ManagerContext;
  const manager = entityManager<EntityManager & { find: () => number }>(context, { find: () => 3 });

  it('has the methods it was given, and leads to its context', () => {
    expect(manager.find()).toBe(3);
    expect(manager[CONTEXT]).toBe(context);
  });

  it('shows its methods alone', () => {
    expect(Object.keys(manager)).toEqual(['find']);
    expect(inspect(manager, { depth: 10 })).not.toContain('secret');
  });
});
