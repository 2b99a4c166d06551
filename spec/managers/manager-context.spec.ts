import { of } from 'rxjs';
import { expect, it } from 'vitest';
import { createManagers } from '../../lib/managers/managers.js';
import type { ManagerContext } from '../../lib/managers/managers.js';
import { collect } from '../support/collect.js';

it('lets a manager reach what sends, what makes models, and the other managers', async () => {
  const { context, managers, registry } = createManagers(() => of({ data: true, requestId: undefined }));
  expect([context.managers, context.registry]).toEqual([managers, registry]);
  const { send }: ManagerContext = context;
  const request = { target: 'Offer', method: 'x', pairs: [], kind: 'read' } as const;
  expect(await collect(send(request))).toEqual([{ data: true, requestId: undefined }]);
});
