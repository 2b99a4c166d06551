import { describe, expect, it } from 'vitest';
import { oldestFirst } from '../../../lib/raw-logs/listing/range-files.js';

describe('oldestFirst', () => {
  it('goes by start, then by name, and leaves the list it was given alone', () => {
    const files = [
      { startTime: new Date(20), filename: 'b' },
      { startTime: new Date(100), filename: 'a' },
      { startTime: new Date(20), filename: 'B' },
      { startTime: new Date(3), filename: 'z' },
      { startTime: new Date(20), filename: 'b' },
    ];
    const before = [...files];
    expect(oldestFirst(files).map(({ filename }) => filename)).toEqual(['z', 'B', 'b', 'b', 'a']);
    expect(files).toEqual(before);
  });
});
