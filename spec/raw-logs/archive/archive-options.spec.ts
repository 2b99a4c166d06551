import { expect, it } from 'vitest';
import { DEFAULT_MAX_INFLATED_BYTES } from '../../../lib/raw-logs/archive/read-archive.js';

it('allows 16 GiB by default, as its documentation says', () => {
  expect(DEFAULT_MAX_INFLATED_BYTES).toBe(17_179_869_184);
});
