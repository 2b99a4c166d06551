import fc from 'fast-check';
import { describe, it } from 'vitest';
import { MAX_RECORD_BYTES } from '../../../lib/raw-logs/csv/pending-bytes.js';
import { anyTextProperty, writtenProperty } from '../../support/csv-properties.js';
import { csvTables } from '../../support/csv-tables.js';
import { soak } from '../../support/soak.js';

const tables = csvTables(MAX_RECORD_BYTES);

describe('a CSV', () => {
  it('is read back as it was written, and as csv-parse reads it, wherever it is cut', async () => {
    await fc.assert(writtenProperty(tables), { numRuns: soak(200, 2_000) });
  });

  it('is read by the law of the dialect, however malformed, and nothing is lost', async () => {
    await fc.assert(anyTextProperty(tables), { numRuns: soak(500, 5_000) });
  });
});
