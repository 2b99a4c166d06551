import { describe, expect, it } from 'vitest';
import { checkDirName } from '../../../lib/raw-logs/listing/range.js';

describe('checkDirName', () => {
  it('gives the days that a date stands for', () => {
    expect(checkDirName('The range', '201609')).toEqual({ first: '20160901', last: '20160930' });
  });

  it('names what is wrong, and how it should be', () => {
    expect(() => checkDirName('The range', '20160231')).toThrow(
      new RangeError("The range should be a date: 'YYYYMMDD', 'YYYYMM' or 'YYYY', not '20160231'"),
    );
    expect(() => checkDirName('The range', 20160909)).toThrow(
      new TypeError("The range should be a string: 'YYYYMMDD', 'YYYYMM' or 'YYYY', not a value of type number"),
    );
  });

  it.each([undefined, null, {}, [], Symbol('day'), () => '2016', Object.create(null)])('refuses %s', (value) => {
    expect(() => checkDirName('The range', value)).toThrow(TypeError);
  });

  it('does not repeat a text of any length', () => {
    expect(() => checkDirName('The range', 'x'.repeat(1_000))).toThrow(/'x{40}'$/);
  });
});
