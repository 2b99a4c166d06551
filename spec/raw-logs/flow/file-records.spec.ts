import { describe, expect, it } from 'vitest';
import { type OnBadRecord, RawLogCorruptError } from 'rxoffers';
import { MAX_RECORD_BYTES } from '../../../lib/raw-logs/csv/pending-bytes.js';
import { BLOCK } from '../../../lib/raw-logs/csv/pending-bytes.js';
import { createRowTable } from '../../../lib/raw-logs/csv/row-table.js';
import { fileRecords } from '../../../lib/raw-logs/flow/read-logs.js';
import { createMakerOf } from '../../../lib/raw-logs/records/record-maker.js';
import { sourceOf } from '../../support/download-of.js';
import { drain } from '../../support/raw-log-files.js';
import { csvZip } from '../../support/raw-log-service.js';
import { buildZip } from '../../support/zip-builder.js';

const FILE = '20160909/clicks.zip';
const table = createRowTable(MAX_RECORD_BYTES + BLOCK);

/** The records of an archive, the failure behind them, and what was told of bad ones. */
const read = async (zip: Buffer, onBadRecord: OnBadRecord = 'error', signal = new AbortController().signal) => {
  const skipped: number[] = [];
  const makerOf = createMakerOf({}, [])(FILE);
  const options = { file: FILE, table, makerOf, onBadRecord, onSkipped: (count: number) => skipped.push(count) };
  const { values, error } = await drain(fileRecords(sourceOf(zip), options, signal));
  return {
    sizes: values.map((batch) => batch.length),
    rows: values.flat().map((row) => row.toObject()),
    error,
    skipped,
  };
};

const zipOf = (...csvs: string[]): Buffer =>
  buildZip(csvs.map((csv, index) => ({ name: `${index}.csv`, data: Buffer.from(csv) })));

describe('fileRecords', () => {
  it('reads the records of a file, in batches that are never empty (row 130)', async () => {
    const wanted = Array.from({ length: 20_000 }, (_, index) => [`${index}`, `"x"\n${index}`]);
    const { rows, sizes, error } = await read(csvZip(['id', 'note'], wanted));
    expect(error).toBeUndefined();
    expect(rows).toEqual(wanted.map(([id, note]) => ({ id, note })));
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
  });

  it.each([
    ['a header alone (row 133)', zipOf('id,note\n')],
    ['nothing in its CSV', zipOf('')],
    ['no CSV at all', zipOf()],
  ])('reads no record of a file with %s', async (_, zip) => {
    expect(await read(zip)).toEqual({ sizes: [], rows: [], error: undefined, skipped: [] });
  });

  it('takes each entry of an archive for a CSV of its own, also those of another header', async () => {
    const { rows, error } = await read(zipOf('id,ip\n1,2\n3,4', 'ip,id\n6,5\n', 'id,ip\n', 'id\n7\n'));
    expect(error).toBeUndefined();
    expect(rows).toEqual([{ id: '1', ip: '2' }, { id: '3', ip: '4' }, { ip: '6', id: '5' }, { id: '7' }]);
  });

  it('fails with file and line of a bad record, behind the records before it', async () => {
    const { rows, error, skipped } = await read(zipOf('id,ip\n1,2\n3,4,5\n6,7\n'));
    expect(rows).toEqual([{ id: '1', ip: '2' }]);
    expect(error).toBeInstanceOf(RawLogCorruptError);
    expect(error).toMatchObject({ file: FILE, line: 3 });
    expect(skipped).toEqual([]);
  });

  it('leaves bad records out where they are to be skipped, and counts them once, all entries together', async () => {
    const zip = zipOf('id,ip\n1,2\n3,4,5\n6,7\n', 'id,ip\n8,9,0\n');
    expect(await read(zip, 'skip')).toMatchObject({ rows: [{ id: '1' }, { id: '6' }], error: undefined, skipped: [2] });
    expect((await read(zipOf('id\n1\n'), 'skip')).skipped).toEqual([]);
  });

  it('tells a function of each, whose own failure ends the file', async () => {
    const told: unknown[] = [];
    const zip = zipOf('id,ip\n1,2\n3,4,5\n6,7\n');
    expect((await read(zip, (bad) => void told.push(bad))).rows).toHaveLength(2);
    expect(told).toEqual([{ file: FILE, line: 3, reason: expect.stringContaining('expected 2, got 3') as string }]);
    const failure = new Error('enough');
    const refuse = (): never => {
      throw failure;
    };
    expect(await read(zip, refuse)).toMatchObject({ rows: [{ id: '1', ip: '2' }], error: failure });
  });

  it('fails with damage of the archive behind the records that were right', async () => {
    const data = Buffer.from('id\n1\n2\n');
    const { rows, error } = await read(buildZip([{ data, local: { crc: 7 } }]));
    expect(rows).toEqual([{ id: '1' }, { id: '2' }]);
    expect(error).toBeInstanceOf(RawLogCorruptError);
  });

  it('ends with its signal', async () => {
    const reason = new Error('left');
    expect(await read(zipOf('id\n1\n'), 'error', AbortSignal.abort(reason))).toMatchObject({ rows: [], error: reason });
  });
});
