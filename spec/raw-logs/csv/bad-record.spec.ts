import { describe, expect, it } from 'vitest';
import { type BadRecord, type OnBadRecord, RawLogCorruptError } from 'rxoffers';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { createBadRecords, type Fault } from '../../../lib/raw-logs/csv/bad-record.js';

const fault: Fault = { line: 7, what: 'Too many cells', expected: 2, actual: 3 };
const judge = (onBadRecord: OnBadRecord) => createBadRecords('clicks.csv', onBadRecord, damageOf('clicks.csv'));
const thrown = (act: () => void): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

describe('createBadRecords', () => {
  it('throws the first one, with file and line, for "error"', () => {
    const bad = judge('error');
    const error = thrown(() => bad.report(fault, false));
    expect(error).toBeInstanceOf(RawLogCorruptError);
    expect(error).toMatchObject({
      message: 'Too many cells in clicks.csv, line 7: expected 2, got 3',
      file: 'clicks.csv',
      line: 7,
      expected: 2,
      actual: 3,
    });
    expect(bad.skipped).toBe(0);
  });

  it('keeps the cause', () => {
    const cause = new Error('Quote Not Closed');
    expect(thrown(() => judge('error').report({ ...fault, cause }, false))).toMatchObject({ cause });
  });

  it('counts them for "skip"', () => {
    const bad = judge('skip');
    expect(bad.skipped).toBe(0);
    bad.report(fault, false);
    bad.report(fault, false);
    expect(bad.skipped).toBe(2);
  });

  it('counts them and tells them to a function', () => {
    const told: BadRecord[] = [];
    const bad = judge((one) => void told.push(one));
    bad.report(fault, false);
    expect(told).toEqual([{ file: 'clicks.csv', line: 7, reason: 'Too many cells: expected 2, got 3' }]);
    expect(bad.skipped).toBe(1);
  });

  it('lets through what the function throws', () => {
    const own = new Error('enough');
    const bad = judge(() => {
      throw own;
    });
    expect(thrown(() => bad.report(fault, false))).toBe(own);
  });

  it('throws a bad header whatever is said: without it nothing can be read', () => {
    const told: BadRecord[] = [];
    for (const onBadRecord of ['error', 'skip', (one: BadRecord) => void told.push(one)] as const) {
      const bad = judge(onBadRecord);
      expect(thrown(() => bad.report(fault, true))).toBeInstanceOf(RawLogCorruptError);
      expect(bad.skipped).toBe(0);
    }
    expect(told).toEqual([]);
  });
});
