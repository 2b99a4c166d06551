import { afterEach, describe, expect, it, vi } from 'vitest';
import { BaseRecord } from '../../../lib/raw-logs/records/log-record.js';
import { defineRecordClass } from '../../../lib/raw-logs/records/eager-records.js';
import { ODD_COLUMNS } from '../../support/raw-log-csv.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

const refuseCode = (): void => {
  vi.stubGlobal(
    'Function',
    class {
      constructor() {
        throw new EvalError('Code generation from strings disallowed for this context');
      }
    },
  );
};

describe.each([
  ['compiled', () => undefined],
  ['where code from strings is forbidden', refuseCode],
])('a class of records, %s', (_, prepare) => {
  const define = (columns: readonly string[]) => {
    prepare();
    return defineRecordClass(columns);
  };

  it('has its columns as own enumerable properties, in their order, and may be changed', () => {
    const Record = define(['b', 'a']);
    const record = new Record(['1', null]);
    expect(record).toBeInstanceOf(BaseRecord);
    expect(Object.entries(record)).toEqual([
      ['b', '1'],
      ['a', null],
    ]);
    expect(Object.getOwnPropertyDescriptor(record, 'a')).toEqual({
      value: null,
      ...{ writable: true, enumerable: true, configurable: true },
    });
    expect(Record.name).toBe('LogRecord');
  });

  it('takes any name for a name, and runs nothing of it', () => {
    const Record = define(ODD_COLUMNS);
    const record = new Record(ODD_COLUMNS.map((_name, index) => String(index)));
    expect(Object.keys(record)).toEqual(ODD_COLUMNS);
    expect(Object.values(record)).toEqual(ODD_COLUMNS.map((_name, index) => String(index)));
    expect(Object.getPrototypeOf(record)).toBe(Record.prototype);
    expect({}).not.toHaveProperty('cell');
  });
});
