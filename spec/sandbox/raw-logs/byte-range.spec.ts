import { describe, expect, it } from 'vitest';
import { parseRange } from '../../../lib/sandbox/raw-logs/file-part.js';

describe('readRange', () => {
  it.each([
    ['bytes=0-0', { from: 0, to: 1 }],
    ['bytes=3-', { from: 3, to: 10 }],
    ['bytes=3-99', { from: 3, to: 10 }],
    ['bytes=-4', { from: 6, to: 10 }],
    ['bytes=-40', { from: 0, to: 10 }],
    ['bytes=10-', 'beyond'],
    ['bytes=-0', 'beyond'],
    ['bytes=5-4', undefined],
    ['bytes=0-1,4-5', undefined],
    ['bytes=-', undefined],
    ['lines=1-2', undefined],
    [undefined, undefined],
  ])('reads %s of 10 bytes as %j', (header, range) => {
    expect(parseRange(header, 10)).toEqual(range);
  });

  it('finds nothing in an empty file', () => {
    expect([parseRange('bytes=0-', 0), parseRange('bytes=-1', 0)]).toEqual(['beyond', 'beyond']);
  });
});
