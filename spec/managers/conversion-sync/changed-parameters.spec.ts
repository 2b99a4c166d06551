import { expect, it } from 'vitest';
import { CHANGED_PARAMETERS } from '../../../lib/managers/conversion-sync/find-changed.js';

it('assumes the names that the sandbox takes', () => {
  expect(CHANGED_PARAMETERS).toEqual({ since: 'start_date', until: 'end_date' });
});
