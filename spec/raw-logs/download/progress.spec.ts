import { expect, it } from 'vitest';
import { startProgress } from '../../../lib/raw-logs/download/resume.js';

it('starts at the first byte of a known file, trusting the server', () => {
  const identity = { etag: '"a"', lastModified: undefined, total: 5 };
  expect(startProgress(identity)).toEqual({ offset: 0, crc: 0, identity, ranges: true });
});
