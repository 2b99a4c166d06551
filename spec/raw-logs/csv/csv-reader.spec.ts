import { describe, expect, it } from 'vitest';
import { type OnBadRecord, RawLogCorruptError } from 'rxoffers';
import { damageOf } from '../../../lib/raw-logs/archive/damage.js';
import { createBadRecords } from '../../../lib/raw-logs/csv/bad-record.js';
import { createCsvReader } from '../../../lib/raw-logs/csv/csv-reader.js';
import { MAX_RECORD_BYTES } from '../../../lib/raw-logs/csv/pending-bytes.js';
import { cutEvery } from '../../support/csv-cut.js';
import { cellsMaker, readCsv, recordMaker } from '../../support/csv-read.js';
import { csvTables } from '../../support/csv-tables.js';

const { wasm: table } = csvTables(MAX_RECORD_BYTES);

/** Reads a text in one chunk. */
const read = (text: string | Buffer, options: { onBadRecord?: OnBadRecord; maxRecordBytes?: number } = {}) =>
  readCsv([Buffer.from(text)], { table, makerOf: cellsMaker(), maxRecordBytes: MAX_RECORD_BYTES, ...options });

/** Records and the lines of the bad ones. */
const outcomeOf = async (text: string, maxRecordBytes = MAX_RECORD_BYTES) => {
  const { records, bad, failure } = await read(text, { maxRecordBytes });
  expect(failure).toBeUndefined();
  return { records, bad: bad.map(({ line }) => line) };
};

const reasonsOf = async (text: string, maxRecordBytes = MAX_RECORD_BYTES): Promise<string[]> =>
  (await read(text, { maxRecordBytes })).bad.map(({ line, reason }) => `${line}: ${reason}`);

const failureOf = async (text: string, onBadRecord: OnBadRecord = 'error'): Promise<unknown> =>
  (await read(text, { onBadRecord })).failure;

describe('createCsvReader reads', () => {
  it.each([
    ['quotes around whole cells', 'a,b\n"1","2"\n"3",4\n', [['1', '2'], ['3', '4']]],
    ['quotes doubled inside', 'a,b\n"say ""no""",""""\n', [['say "no"', '"']]],
    ['commas and newlines within quotes', 'a,b\n"1,2\n3\r\n4",5\n', [['1,2\n3\r\n4', '5']]],
    ['lines that end by carriage return and newline', 'a,b\r\n1,2\r\n"3","4"\r\n', [['1', '2'], ['3', '4']]],
    ['both kinds of line in one file', 'a,b\r\n1,2\n3,4\r\n5,6\n', [['1', '2'], ['3', '4'], ['5', '6']]],
    ['a last line without its end', 'a,b\n1,2\n3,4', [['1', '2'], ['3', '4']]],
    ['a last line without its end, in quotes', 'a,b\n1,"2"', [['1', '2']]],
    ['a lone carriage return that ends the file as a line end', 'a,b\n1,2\r', [['1', '2']]],
    ['a carriage return anywhere else as it stands', 'a,b\n1\r2,\r3\n', [['1\r2', '\r3']]],
    ['past empty lines', '\n\r\na,b\n\n1,2\n\r\n\n3,4\n\n', [['1', '2'], ['3', '4']]],
    ['an empty cell in quotes, which is no empty line', 'a\n""\n', [['']]],
    ['lines of blanks, which are not empty', 'a\n \n', [[' ']]],
    ['rows shorter than the header', 'a,b,c\n1\n1,2\n', [['1'], ['1', '2']]],
    ['past a byte order mark at the start', '\ufeffa,b\n\ufeff1,2\n', [['\ufeff1', '2']]],
    ['past a byte order mark before a quote', '\ufeff"a"\n1\n', [['1']]],
    ['text in any script', 'é\n€\n"😀"\n', [['€'], ['😀']]],
    ['bytes of zero', 'a\n\0\n"\0"\n', [['\0'], ['\0']]],
    ['a quote inside a bare cell as it stands', 'a,b\nx"y,z\n5"",6\n', [['x"y', 'z'], ['5""', '6']]],
    ['text behind a closing quote as it stands', 'a,b\n"x"y,z\n"x" ,z\n', [['"x"y', 'z'], ['"x" ', 'z']]],
    ['a quote out of place in the last line, without its end', 'a\nx"y', [['x"y']]],
  ])('%s', async (_, text, records) => {
    expect(await outcomeOf(text)).toEqual({ records, bad: [] });
  }); // prettier-ignore

  it('missing columns as null', async () => {
    const { records } = await readCsv([Buffer.from('a,b,c\n1\nx"y,2\n')], {
      table,
      makerOf: recordMaker(),
      maxRecordBytes: 99,
    });
    expect(records.map((record) => record.toObject())).toEqual([
      { a: '1', b: null, c: null },
      { a: 'x"y', b: '2', c: null },
    ]);
  });

  it('a header with a quote out of place', async () => {
    const makerOf = recordMaker();
    const { records } = await readCsv([Buffer.from('\ufeffa"x,b\n1,2\n')], { table, makerOf, maxRecordBytes: 99 });
    expect(records.map((record) => record.toObject())).toEqual([{ 'a"x': '1', b: '2' }]);
  });

  it('the last of two columns with one name', async () => {
    for (const lazy of [false, true]) {
      const options = { table, makerOf: recordMaker({ lazy }), maxRecordBytes: 99 };
      const { records } = await readCsv([Buffer.from('a,b,a\n1,2,3\n1\n')], options);
      expect(records.map((record) => record.toObject())).toEqual([{ a: '3', b: '2' }, { a: null, b: null }]); // prettier-ignore
    }
  });

  it('U+FFFD for what is no UTF-8, wherever it stands', async () => {
    const text = Buffer.concat([Buffer.from('a\n'), Buffer.of(0xff), Buffer.from('x\n"'), Buffer.of(0xe2, 0x82), Buffer.from('"\ny"'), Buffer.of(0xc3, 0x0a)]); // prettier-ignore
    for (const size of [1, 2, 100]) {
      const options = { table, makerOf: cellsMaker(), maxRecordBytes: 99 };
      const { records } = await readCsv(cutEvery(text, size), options);
      expect(records).toEqual([['\ufffdx'], ['\ufffd'], ['y"\ufffd']]);
    }
  });

  it.each(['', '\n\n', '\ufeff', '\r', 'a,b', 'a,b\n', '"a","b"\r\n\r\n'])('no records in %j', async (text) => {
    expect(await read(text)).toEqual({ records: [], bad: [], skipped: 0, failure: undefined });
  });
});

describe('createCsvReader refuses', () => {
  it('rows longer than the header', async () => {
    expect(await outcomeOf('a,b\n1,2,3\n4,5\n6,7,\n')).toEqual({ records: [['4', '5']], bad: [2, 4] });
    expect(await reasonsOf('a,b\n1,2,3\n')).toEqual(['2: Too many cells: expected 2, got 3']);
  });

  it('rows longer than the header, as a whole, and those with a quote out of place', async () => {
    expect(await outcomeOf('a\n"1\n2",3\n4\n')).toEqual({ records: [['4']], bad: [2] });
    expect(await reasonsOf('a\n1"2,3\n')).toEqual(['2: Too many cells: expected 1, got 2']);
  });

  it('a quote that never closes, at the cost of its line', async () => {
    expect(await outcomeOf('a,b\n1,"2\n3,4\n5,6')).toEqual({ records: [['3', '4'], ['5', '6']], bad: [2] }); // prettier-ignore
    expect(await reasonsOf('a\n1\n"2\n3\n')).toEqual([
      '3: Quote never closes: expected a closing quote, got end of file',
    ]);
  });

  it('a quote that never closes in the last line', async () => {
    expect(await outcomeOf('a\n1\n"2')).toEqual({ records: [['1']], bad: [3] });
  });

  it('a line that csv-parse cannot read either', async () => {
    expect(await outcomeOf('a\nx"y,"z\n1\n')).toEqual({ records: [['1']], bad: [2] });
    expect(await reasonsOf('a\n1\n\nx"y,"z\n')).toEqual([
      '4: Unreadable record: expected quotes in pairs, got Quote Not Closed: the parsing is finished with an opening quote',
    ]);
  });

  it('the first line alone of a record with newlines and a quote out of place', async () => {
    expect(await outcomeOf('a\n"1\n2"x\n3\n')).toEqual({ records: [['2"x'], ['3']], bad: [2] });
  });

  it('a record over the cap, and none that is just as long', async () => {
    expect(await outcomeOf('a\n12345\n123456\n1234\r\n12345\r\n1\n', 5)).toEqual({
      records: [['12345'], ['1234'], ['1']],
      bad: [3, 5],
    });
    expect(await reasonsOf('a\n123456\n', 5)).toEqual(['2: Record too long: expected at most 5 bytes, got more']);
  });

  it('regression: a line over the cap whose quotes are out of place, before csv-parse gets to read it', async () => {
    expect(await outcomeOf('a\n12"4567\n12"45\n', 5)).toEqual({ records: [['12"45']], bad: [2] });
  });

  it('regression: only the first line of a record over the cap, also when its end has come', async () => {
    const expected = { records: [['34'], ['56"']], bad: [2] };
    expect(await outcomeOf('a\n"12\n34\n56"\n', 5)).toEqual(expected);
    const chunks = cutEvery(Buffer.from('a\n"12\n34\n56"\n'), 1);
    const { records, bad } = await readCsv(chunks, { table, makerOf: cellsMaker(), maxRecordBytes: 5 });
    expect({ records, bad: bad.map(({ line }) => line) }).toEqual(expected);
  });

  it('regression: a record over the cap with a quote out of place far behind, wherever it is cut', async () => {
    const bytes = Buffer.from('a\n"12\n34\n56"x\n7\n');
    const options = { table, makerOf: cellsMaker(), maxRecordBytes: 5 };
    const whole = await readCsv([bytes], options);
    expect(whole.bad.map(({ reason }) => reason)).toEqual(['Record too long: expected at most 5 bytes, got more']);
    expect(await readCsv(cutEvery(bytes, 1), options)).toEqual(whole);
  });

  it('what is wrong, on the line where it starts, whatever stands before', async () => {
    const before = '"1\n\n2"\r\n\n\nx"y\n"3"z\n"4\n",5\n"6\n';
    expect(await reasonsOf(`a\n${before}7,8\n`)).toEqual([
      '9: Too many cells: expected 1, got 2',
      '11: Quote never closes: expected a closing quote, got end of file',
      '12: Too many cells: expected 1, got 2',
    ]);
  });

  it('bad records one after the other', async () => {
    expect(await outcomeOf('a\n1,1\n2,2\n3"3,3\n4"4,"4\n5,5\n6\n"7\n"8')).toEqual({
      records: [['6']],
      bad: [2, 3, 4, 5, 6, 8, 9],
    });
  });
});

describe('createCsvReader ends', () => {
  it('in an error with file and line, behind all records before it', async () => {
    const { records, failure } = await read('a\n"1\n1"\n2\n3,3\n4\n', { onBadRecord: 'error' });
    expect(records).toEqual([['1\n1'], ['2']]);
    expect(failure).toBeInstanceOf(RawLogCorruptError);
    expect(failure).toMatchObject({
      message: 'Too many cells in clicks.csv, line 5: expected 1, got 2',
      file: 'clicks.csv',
      line: 5,
      expected: 1,
      actual: 2,
    });
  });

  it.each([
    ['a\n1\nx"y,"z\n2\n', 'Unreadable record in clicks.csv, line 3: expected quotes in pairs, got Quote Not Closed: the parsing is finished with an opening quote'],
    ['a\n1\nx"y,z\n2\n', 'Too many cells in clicks.csv, line 3: expected 1, got 2'],
    ['a\n1\n"2\n3\n', 'Quote never closes in clicks.csv, line 3: expected a closing quote, got end of file'],
    ['a\n1\n1234567\n2\n', 'Record too long in clicks.csv, line 3: expected at most 6 bytes, got more'],
  ])('with %j in an error that says what is wrong', async (text, message) => {
    const { records, failure } = await read(text, { onBadRecord: 'error', maxRecordBytes: 6 });
    expect(records).toEqual([['1']]);
    expect(failure).toMatchObject({ name: 'RawLogCorruptError', message });
  }); // prettier-ignore

  it('with the error of csv-parse as the cause', async () => {
    expect(await failureOf('a\nx"y,"z\n')).toMatchObject({ cause: { code: 'CSV_QUOTE_NOT_CLOSED' } });
  });

  it.each([
    ['"a\n1\n', 'Quote never closes in clicks.csv, line 1: expected a closing quote, got end of file'],
    ['\n\na"b,"c\n1\n', 'Unreadable record in clicks.csv, line 3: expected quotes in pairs, got Quote Not Closed: the parsing is finished with an opening quote'],
    ['1234567\n1\n', 'Record too long in clicks.csv, line 1: expected at most 6 bytes, got more'],
  ])('with the header %j in an error, whatever was said of bad records', async (text, message) => {
    for (const onBadRecord of ['error', 'skip', () => undefined] as const) {
      const outcome = await read(text, { onBadRecord, maxRecordBytes: 6 });
      expect(outcome).toMatchObject({ records: [], skipped: 0, failure: { message } });
    }
  }); // prettier-ignore

  it('in what the function for bad records throws, behind all records before', async () => {
    const own = new Error('enough');
    const onBadRecord = () => {
      throw own;
    };
    for (const text of ['a\n1\n2,2\n3\n', 'a\n1\nx"2,2\n3\n', 'a\n1\n"2\n3\n'])
      expect(await read(text, { onBadRecord })).toMatchObject({ records: [['1']], failure: own });
  });

  it('in what the maker of records throws for the header', async () => {
    const makerOf = recordMaker({ fields: ['b'] });
    for (const text of ['a\n1\n', 'a"\n1\n']) {
      const { records, failure } = await readCsv([Buffer.from(text)], { table, makerOf, maxRecordBytes: 99 });
      expect(records).toEqual([]);
      expect(failure).toBeInstanceOf(RangeError);
    }
  });

  it('once: what comes later gives nothing', async () => {
    const bad = createBadRecords('f', 'error', damageOf('f'));
    const reader = createCsvReader({ table, makerOf: cellsMaker(), bad, maxRecordBytes: 99 });
    expect([await reader.read(Buffer.from('a\n1\n')), reader.failure]).toEqual([[['1']], undefined]);
    await reader.read(Buffer.from('2,2\n'));
    const { failure } = reader;
    expect(failure).toMatchObject({ error: { line: 3 } });
    expect([await reader.read(Buffer.from('3\n')), await reader.end(), reader.failure]).toEqual([[], [], failure]);
  });

  it('well when bad records are skipped, and counts them', async () => {
    expect(await read('a\n1,1\n2\n"3\n', { onBadRecord: 'skip' })).toEqual({
      records: [['2']],
      bad: [],
      skipped: 2,
      failure: undefined,
    });
  });
});
