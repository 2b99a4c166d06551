import { expect, it } from 'vitest';
import { MAX_RECORD_BYTES } from '../../../lib/raw-logs/csv/pending-bytes.js';

it('allows a record of 1 MiB', () => {
  expect(MAX_RECORD_BYTES).toBe(1_048_576);
});
