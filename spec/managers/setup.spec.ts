import { NEVER } from 'rxjs';
import { expect, it } from 'vitest';
import { createManagers } from '../../lib/managers/managers.js';
import { setup } from '../../lib/managers/entity-manager.js';

it('prepares the calls and lists of a target, all of the same one', () => {
  const { context } = createManagers(() => NEVER);
  const { caller, listing, generic } = setup(context, 'Goal');
  expect(caller.target).toBe('Goal');
  expect(caller.context).toBe(context);
  expect(Object.keys(listing)).toEqual(['items', 'pages', 'whole', 'ids']);
  expect(Object.keys(generic).sort()).toEqual([
    'count',
    'create',
    'delete',
    'findAll',
    'findAllIds',
    'findById',
    'findPages',
    'update',
  ]);
});
