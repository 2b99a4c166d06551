import { describe, expect, it } from 'vitest';
import { filePart } from '../../../lib/sandbox/raw-logs/file-part.js';

const identity = { etag: '"v1"', lastModified: 'Fri, 09 Sep 2016 10:00:00 GMT' };
const WHOLE = { status: 200, from: 0, to: 10, headers: {} };
const PART = { status: 206, from: 4, to: 10, headers: { 'content-range': 'bytes 4-9/10' } };

describe('filePart', () => {
  it('is the whole file, or what is asked for', () => {
    expect(filePart({}, 10, identity)).toEqual(WHOLE);
    expect(filePart({ range: 'bytes=4-' }, 10, identity)).toEqual(PART);
  });

  it.each(['"v1"', identity.lastModified])('is the part while %s still holds', (validator) => {
    expect(filePart({ range: 'bytes=4-', 'if-range': validator }, 10, identity)).toEqual(PART);
  });

  it.each(['"v0"', 'W/"v1"', 'Fri, 09 Sep 2016 09:00:00 GMT'])(
    'is the whole file when %s does not hold',
    (validator) => {
      expect(filePart({ range: 'bytes=4-', 'if-range': validator }, 10, identity)).toEqual(WHOLE);
      expect(filePart({ range: 'bytes=40-', 'if-range': validator }, 10, identity)).toEqual(WHOLE);
    },
  );

  it('is none beyond the end', () => {
    expect(filePart({ range: 'bytes=10-', 'if-range': '"v1"' }, 10, identity)).toBeUndefined();
  });
});
