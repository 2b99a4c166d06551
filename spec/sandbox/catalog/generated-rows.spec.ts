import { expect, it } from 'vitest';
import { GENERATED_ROWS } from '../../../lib/sandbox/store/entity.js';
import { dataOf, openSandbox } from '../../support/sandbox-call.js';

it('GENERATED_ROWS says how many rows a made-up model has', async () => {
  const rows = await dataOf(await openSandbox(), 'VatRate.findAll');
  expect(Object.keys(rows as object)).toHaveLength(GENERATED_ROWS);
});
