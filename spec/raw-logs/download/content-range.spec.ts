import { describe, expect, it } from 'vitest';
import { parseContentRange } from '../../../lib/raw-logs/download/resume.js';

describe('parseContentRange', () => {
  it.each([
    ['bytes 5-9/10', { start: 5, end: 9, total: 10 }],
    [' Bytes 0-0/1 ', { start: 0, end: 0, total: 1 }],
    ['bytes 5-9/*', { start: 5, end: 9, total: undefined }],
    ['bytes */10', { start: undefined, end: undefined, total: 10 }],
  ])('reads %j', (header, range) => {
    expect(parseContentRange(header)).toEqual(range);
  });

  it.each([
    undefined, '', 'bytes', 'bytes 5-9', 'bytes 9-5/10', 'bytes 5-10/10', 'bytes -9/10', 'items 5-9/10', 'bytes 5-9/ten',
    `bytes 0-9/${'9'.repeat(30)}`, `bytes ${' '.repeat(100_000)}x`,
  ])('takes %j for no range', (header) => {
    expect(parseContentRange(header)).toBeUndefined();
  }); // prettier-ignore
});
