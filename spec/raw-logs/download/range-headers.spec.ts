import { expect, it } from 'vitest';
import { rangeHeaders } from '../../../lib/raw-logs/download/resume.js';

const unknown = { etag: undefined, lastModified: undefined, total: undefined };

it('asks for the rest, or a piece, of the file that is known', () => {
  expect(rangeHeaders(unknown, 5)).toEqual({ range: 'bytes=5-' });
  expect(rangeHeaders({ ...unknown, etag: '"a"' }, 5, 10)).toEqual({ range: 'bytes=5-9', 'if-range': '"a"' });
  expect(rangeHeaders({ ...unknown, lastModified: 'date' }, 0, 1)).toEqual({ range: 'bytes=0-0', 'if-range': 'date' });
});
