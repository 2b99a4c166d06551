import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createMakerOf } from '../../../lib/raw-logs/records/record-maker.js';
import { ODD_COLUMNS, ODD_CSV, recordsOf } from '../../support/raw-log-csv.js';

const run = promisify(execFile);
const CHILD = fileURLToPath(new URL('../../support/raw-log-child.ts', import.meta.url));

/** What a process with this flag says of the odd CSV. */
const toldWith = async (flag: string) => {
  const { stdout } = await run(process.execPath, [flag, '--import', 'tsx', CHILD]);
  return JSON.parse(stdout) as { canGenerate: boolean; hasWebAssembly: boolean; told: string[][] };
};

describe('createMakerOf', () => {
  it.each([false, true])('gives files with the same header one class of records (lazy: %s)', (lazy) => {
    const makerOf = createMakerOf({ lazy }, []);
    const classOf = (file: string, header: string[]) => makerOf(file)(header).fromCells(['1', '2']).constructor;
    expect(classOf('a.zip', ['a', 'b'])).toBe(classOf('b.zip', ['a', 'b']));
    expect(classOf('a.zip', ['a', 'b'])).not.toBe(classOf('b.zip', ['b', 'a']));
    expect(classOf('a.zip', ['a,b'])).not.toBe(classOf('a.zip', ['a', 'b']));
  });

  it('names the file that has not the column', () => {
    const makerOf = createMakerOf({ fields: ['b'] }, []);
    expect(makerOf('a.zip')(['a', 'b']).columns).toBe(2);
    expect(() => makerOf('b.zip')(['a'])).toThrow(new RangeError('b.zip has no column "b"; it has a'));
  });

  it('makes records that JSON shows whole also where a column is called toJSON', async () => {
    for (const lazy of [false, true]) {
      const [record] = await recordsOf('a,toJSON\n1,2\n', { lazy });
      expect(JSON.stringify(record)).toBe('{"a":"1","toJSON":"2"}');
    }
    const [lazy] = await recordsOf('a,toJSON\n1,2\n', { lazy: true, fields: ['a'] });
    expect([Object.keys(lazy ?? {}), JSON.stringify(lazy)]).toEqual([[], '{"a":"1"}']);
  });

  it('makes the same records where code from strings is forbidden, and without WebAssembly', async () => {
    const here = await Promise.all(
      [{}, { lazy: true }, { fields: [...ODD_COLUMNS].reverse() }].map(async (options) =>
        (await recordsOf(ODD_CSV, options)).map((record) => JSON.stringify(record)),
      ),
    );
    expect(here.map((records) => records.length)).toEqual([2, 2, 2]);
    const [noCode, noWebAssembly] = await Promise.all([
      toldWith('--disallow-code-generation-from-strings'),
      toldWith('--jitless'),
    ]);
    expect(noCode).toEqual({ canGenerate: false, hasWebAssembly: true, told: here });
    expect(noWebAssembly).toEqual({ canGenerate: true, hasWebAssembly: false, told: here });
  });
});
