import { describe, expect, it } from 'vitest';
import { findEndRecord, LONGEST_END } from '../../../lib/raw-logs/archive/zip-format.js';
import { buildZip } from '../../support/zip-builder.js';

describe('findEndRecord', () => {
  it('finds it behind any comment', () => {
    for (const length of [0, 1, 80, 1000, 65_535]) {
      const zip = buildZip([{ data: Buffer.from('x') }], { comment: Buffer.alloc(length, 'c') });
      expect(findEndRecord(zip)).toBe(zip.length - 22 - length);
      expect(22 + length).toBeLessThanOrEqual(LONGEST_END);
    }
  });

  it('is not misled by a stored archive, nor by signatures in the comment', () => {
    const inner = buildZip([{ data: Buffer.from('x') }], { comment: Buffer.from('inner') });
    const comment = Buffer.from('504b0506ffffffff504b0506', 'hex');
    const zip = buildZip([{ data: inner, method: 0 }], { comment });
    expect(findEndRecord(zip)).toBe(zip.length - 22 - comment.length);
  });

  it('finds none where there is none', () => {
    const zip = buildZip([{ data: Buffer.from('x') }]);
    expect(findEndRecord(Buffer.alloc(0))).toBeUndefined();
    expect(findEndRecord(zip.subarray(0, -1))).toBeUndefined();
    expect(findEndRecord(Buffer.concat([zip, Buffer.from('x')]))).toBeUndefined();
  });
});
