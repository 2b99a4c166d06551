import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { LogRecord } from 'rxoffers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRowTable } from '../../../lib/raw-logs/csv/row-table.js';
import { openCsv, recordMaker } from '../../support/csv-read.js';
import { HOSTILE_COLUMNS, hostileCell } from '../../support/log-csv.js';

const run = promisify(execFile);
const CHILD = fileURLToPath(new URL('../../support/raw-log-child.ts', import.meta.url));

/** The records of the hostile CSV, made in a process with this flag. */
const recordsWith = async (flag: string) => {
  const { stdout } = await run(process.execPath, [flag, '--import', 'tsx', CHILD]);
  return JSON.parse(stdout) as { canGenerate: boolean; hasWebAssembly: boolean; texts: string[][] };
};

const hostileRecord = (row: number, columns: readonly string[]): string =>
  `{${columns.map((name) => `${JSON.stringify(name)}:${JSON.stringify(hostileCell(HOSTILE_COLUMNS.indexOf(name), row))}`).join(',')}}`;

afterEach(() => vi.unstubAllGlobals());

describe('a record maker', () => {
  it('makes the same records where code from strings is forbidden, and without WebAssembly', async () => {
    const reversed = [...HOSTILE_COLUMNS].reverse();
    const texts = [HOSTILE_COLUMNS, HOSTILE_COLUMNS, reversed].map((columns) =>
      [0, 1].map((row) => hostileRecord(row, columns)),
    );
    const [noCode, noWebAssembly] = await Promise.all([
      recordsWith('--disallow-code-generation-from-strings'),
      recordsWith('--jitless'),
    ]);
    expect(noCode).toEqual({ canGenerate: false, hasWebAssembly: true, texts });
    expect(noWebAssembly).toEqual({ canGenerate: true, hasWebAssembly: false, texts });
  });

  it('makes records with own properties in either way of defining their class', () => {
    const define = () => recordMaker()(HOSTILE_COLUMNS).fromCells(HOSTILE_COLUMNS.slice(0, -1));
    const refuseCode = class {
      constructor() {
        throw new EvalError('Code generation from strings disallowed for this context');
      }
    };
    const compiled = define();
    vi.stubGlobal('Function', refuseCode);
    const looped = define();
    for (const record of [compiled, looped]) {
      expect(record).toBeInstanceOf(LogRecord);
      expect((Object.getPrototypeOf(record) as object).constructor.name).toBe('LogRecord');
      expect(Object.keys(record)).toEqual(HOSTILE_COLUMNS);
      expect(Object.values(record)).toEqual([...HOSTILE_COLUMNS.slice(0, -1), null]);
      expect(Object.getOwnPropertyDescriptor(record, '__proto__')).toMatchObject({
        writable: true,
        configurable: true,
      });
    }
  });

  it.each([false, true])('makes records that keep their cells when the table is reused (lazy: %s)', async (lazy) => {
    const options = { table: createRowTable(1_000), makerOf: recordMaker({ lazy }), maxRecordBytes: 500 };
    const { reader } = openCsv(options);
    const kept = await reader.read(Buffer.from('id,name\nfirst,"Šárka"\n'));
    const later = await reader.read(Buffer.from('XXXXX,"XXXXXX"\nYYYYY,"Y ""Y"" Y"\n'));
    expect(kept[0]?.toObject()).toStrictEqual({ id: 'first', name: 'Šárka' });
    expect(later[1]?.toObject()).toStrictEqual({ id: 'YYYYY', name: 'Y "Y" Y' });
  });
});
