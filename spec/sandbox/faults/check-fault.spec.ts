import { describe, expect, it } from 'vitest';
import { checkFault } from '../../../lib/sandbox/faults/fault.js';

describe('checkFault', () => {
  it.each([-1, 1.5, NaN, Infinity])('refuses the byte %d', (at) => {
    for (const kind of ['cut', 'stall-at', 'truncate', 'change', 'corrupt'] as const)
      expect(() => checkFault({ kind, at })).toThrow(new RangeError('at should be a whole number of bytes, 0 or more'));
  });

  it.each([0, 99, 600, 404.5])('refuses the status %d', (status) => {
    expect(() => checkFault({ kind: 's3', status })).toThrow(new RangeError('status should be from 200 to 599'));
  });

  it('lets through what there can be', () => {
    checkFault({ kind: 'cut', at: 0 });
    checkFault({ kind: 'change' });
    checkFault({ kind: 'reset', at: 'body' });
    checkFault({ kind: 'status', status: 599 });
  });
});
