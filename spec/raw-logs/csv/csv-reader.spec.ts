import { type OnBadRecord, RawLogCorruptError } from 'rxoffers';
import { describe, expect, it } from 'vitest';
import { MAX_RECORD_BYTES } from '../../../lib/raw-logs/csv/pending-bytes.js';
import { cutAt, cutEvery } from '../../support/csv-cut.js';
import { expectedOf } from '../../support/csv-oracle.js';
import { cellsMaker, openCsv, readCsv, recordMaker } from '../../support/csv-read.js';
import { csvTables } from '../../support/csv-tables.js';

const tables = csvTables(MAX_RECORD_BYTES);
const { wasm: table } = tables;
const cells = { table, makerOf: cellsMaker(), maxRecordBytes: MAX_RECORD_BYTES };

/** Reads a text in one chunk. */
const read = (text: string | Buffer, options: { onBadRecord?: OnBadRecord; maxRecordBytes?: number } = {}) =>
  readCsv([Buffer.from(text)], { ...cells, ...options });

/** The records, and the lines of the bad ones. */
const outcomeOf = async (text: string, maxRecordBytes = MAX_RECORD_BYTES) => {
  const { records, bad, failure } = await read(text, { maxRecordBytes });
  expect(failure).toBeUndefined();
  return { records, bad: bad.map(({ line }) => line) };
};

const reasonsOf = async (text: string, maxRecordBytes = MAX_RECORD_BYTES): Promise<string[]> =>
  (await read(text, { maxRecordBytes })).bad.map(({ line, reason }) => `${line}: ${reason}`);

const failureOf = async (text: string, onBadRecord: OnBadRecord = 'error'): Promise<unknown> =>
  (await read(text, { onBadRecord })).failure;

describe('a CSV reader reads', () => {
  it.each([
    ['quotes around whole cells', 'a,b\n"1","2"\n"3",4\n', [['1', '2'], ['3', '4']]],
    ['quotes doubled inside', 'a,b\n"say ""no""",""""\n', [['say "no"', '"']]],
    ['commas and newlines within quotes', 'a,b\n"1,2\n3\r\n4",5\n', [['1,2\n3\r\n4', '5']]],
    ['lines that end by carriage return and newline', 'a,b\r\n1,2\r\n"3","4"\r\n', [['1', '2'], ['3', '4']]],
    ['both kinds of line in one file', 'a,b\r\n1,2\n3,4\r\n5,6\n', [['1', '2'], ['3', '4'], ['5', '6']]],
    ['a last line without its end', 'a,b\n1,2\n3,4', [['1', '2'], ['3', '4']]],
    ['a last line without its end, in quotes', 'a,b\n1,"2"', [['1', '2']]],
    ['a lone carriage return that ends the file as a line end', 'a,b\n1,2\r', [['1', '2']]],
    ['a carriage return anywhere else as it is', 'a,b\n1\r2,\r3\n', [['1\r2', '\r3']]],
    ['files with empty lines', '\n\r\na,b\n\n1,2\n\r\n\n3,4\n\n', [['1', '2'], ['3', '4']]],
    ['an empty cell in quotes, which is not an empty line', 'a\n""\n', [['']]],
    ['lines of blanks, which are not empty', 'a\n \n', [[' ']]],
    ['rows shorter than the header', 'a,b,c\n1\n1,2\n', [['1'], ['1', '2']]],
    ['a file with a byte order mark', '\ufeffa,b\n\ufeff1,2\n', [['\ufeff1', '2']]],
    ['a file with a byte order mark before a quote', '\ufeff"a"\n1\n', [['1']]],
    ['text in any script', 'é\n€\n"😀"\n', [['€'], ['😀']]],
    ['bytes of zero', 'a\n\0\n"\0"\n', [['\0'], ['\0']]],
    ['malformed lines as csv-parse does', 'a,b\na"b",c\r\n"a" ,"b"\n"a","b""c"\n"a"\r,b\nx"€,😀\n', [['a"b"', 'c'], ['"a" ', 'b'], ['a', 'b"c'], ['"a"\r', 'b'], ['x"€', '😀']]],
    ['a quote inside a bare cell as it is', 'a,b\nx"y,z\n5"",6\n', [['x"y', 'z'], ['5""', '6']]],
    ['text after a closing quote as it is', 'a,b\n"x"y,z\n"x" ,z\n', [['"x"y', 'z'], ['"x" ', 'z']]],
    ['a misplaced quote in the last line, without its end', 'a\nx"y', [['x"y']]],
  ])('%s', async (_, text, records) => {
    expect(await outcomeOf(text)).toEqual({ records, bad: [] });
  }); // prettier-ignore

  it('a malformed header', async () => {
    const { records } = await readCsv([Buffer.from('\ufeffa"x,b\n1,2\n')], { ...cells, makerOf: recordMaker() });
    expect(records.map((record) => record.toObject())).toEqual([{ 'a"x': '1', b: '2' }]);
  });

  it('bytes that are not UTF-8 as U+FFFD, wherever the file is cut', async () => {
    const text = Buffer.concat([Buffer.from('a\n'), Buffer.of(0xff), Buffer.from('x\n"'), Buffer.of(0xe2, 0x82), Buffer.from('"\ny"'), Buffer.of(0xc3, 0x0a)]); // prettier-ignore
    for (const size of [1, 2, 100]) {
      const { records } = await readCsv(cutEvery(text, size), cells);
      expect(records).toEqual([['\ufffdx'], ['\ufffd'], ['y"\ufffd']]);
    }
  });

  it.each(['', '\n\n', '\ufeff', '\r', 'a,b', 'a,b\n', '"a","b"\r\n\r\n'])('no records in %j', async (text) => {
    expect(await read(text)).toEqual({ records: [], bad: [], skipped: 0, failure: undefined });
  });
});

describe('a CSV reader refuses', () => {
  it('rows longer than the header', async () => {
    expect(await outcomeOf('a,b\n1,2,3\n4,5\n6,7,\n')).toEqual({ records: [['4', '5']], bad: [2, 4] });
    expect(await reasonsOf('a,b\n1,2,3\n')).toEqual(['2: Too many cells: expected 2, got 3']);
  });

  it('rows longer than the header as a whole, also malformed ones', async () => {
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

  it('only the first line of a malformed record with newlines', async () => {
    expect(await outcomeOf('a\n"1\n2"x\n3\n')).toEqual({ records: [['2"x'], ['3']], bad: [2] });
  });

  it('a record over the limit, and not one of exactly that length', async () => {
    expect(await outcomeOf('a\n12345\n123456\n1234\r\n12345\r\n1\n', 5)).toEqual({
      records: [['12345'], ['1234'], ['1']],
      bad: [3, 5],
    });
    expect(await reasonsOf('a\n123456\n', 5)).toEqual(['2: Record too long: expected at most 5 bytes, got more']);
  });

  it('regression: a malformed line over the limit, before csv-parse gets to read it', async () => {
    expect(await outcomeOf('a\n12"4567\n12"45\n', 5)).toEqual({ records: [['12"45']], bad: [2] });
  });

  it('regression: only the first line of a record over the limit, also after its end has arrived', async () => {
    const expected = { records: [['34'], ['56"']], bad: [2] };
    expect(await outcomeOf('a\n"12\n34\n56"\n', 5)).toEqual(expected);
    const chunks = cutEvery(Buffer.from('a\n"12\n34\n56"\n'), 1);
    const { records, bad } = await readCsv(chunks, { ...cells, maxRecordBytes: 5 });
    expect({ records, bad: bad.map(({ line }) => line) }).toEqual(expected);
  });

  it('regression: a record over the limit with a misplaced quote far into it, wherever it is cut', async () => {
    const bytes = Buffer.from('a\n"12\n34\n56"x\n7\n');
    const options = { ...cells, maxRecordBytes: 5 };
    const whole = await readCsv([bytes], options);
    expect(whole.bad.map(({ reason }) => reason)).toEqual(['Record too long: expected at most 5 bytes, got more']);
    expect(await readCsv(cutEvery(bytes, 1), options)).toEqual(whole);
  });

  it('bad records with the line on which they start, whatever comes before', async () => {
    const before = '"1\n\n2"\r\n\n\nx"y\n"3"z\n"4\n",5\n"6\n';
    expect(await reasonsOf(`a\n${before}7,8\n`)).toEqual([
      '9: Too many cells: expected 1, got 2',
      '11: Quote never closes: expected a closing quote, got end of file',
      '12: Too many cells: expected 1, got 2',
    ]);
  });

  it('bad records in a row', async () => {
    expect(await outcomeOf('a\n1,1\n2,2\n3"3,3\n4"4,"4\n5,5\n6\n"7\n"8')).toEqual({
      records: [['6']],
      bad: [2, 3, 4, 5, 6, 8, 9],
    });
  });
});

describe('a CSV reader ends', () => {
  it('with an error that has file and line, after all records before it', async () => {
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
  ])('with an error that names the fault: %j', async (text, message) => {
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
  ])('with an error for the header %j, however bad records are handled', async (text, message) => {
    for (const onBadRecord of ['error', 'skip', () => undefined] as const) {
      const outcome = await read(text, { onBadRecord, maxRecordBytes: 6 });
      expect(outcome).toMatchObject({ records: [], skipped: 0, failure: { message } });
    }
  }); // prettier-ignore

  it('with the error that the function for bad records throws, after all records before it', async () => {
    const own = new Error('enough');
    const onBadRecord = () => {
      throw own;
    };
    for (const text of ['a\n1\n2,2\n3\n', 'a\n1\nx"2,2\n3\n', 'a\n1\n"2\n3\n'])
      expect(await read(text, { onBadRecord })).toMatchObject({ records: [['1']], failure: own });
  });

  it('with the error that the record maker throws for the header', async () => {
    const makerOf = recordMaker({ fields: ['b'] });
    for (const text of ['a\n1\n', 'a"\n1\n']) {
      const { records, failure } = await readCsv([Buffer.from(text)], { ...cells, makerOf });
      expect(records).toEqual([]);
      expect(failure).toBeInstanceOf(RangeError);
    }
  });

  it('for good: later chunks give nothing', async () => {
    const { reader } = openCsv(cells);
    expect([await reader.read(Buffer.from('a\n1\n')), reader.failure]).toEqual([[['1']], undefined]);
    await reader.read(Buffer.from('2,2\n'));
    const { failure } = reader;
    expect(failure).toMatchObject({ error: { line: 3 } });
    expect([await reader.read(Buffer.from('3\n')), await reader.end(), reader.failure]).toEqual([[], [], failure]);
  });

  it('without an error when bad records are skipped, and counts them', async () => {
    expect(await read('a\n1,1\n2\n"3\n', { onBadRecord: 'skip' })).toEqual({
      records: [['2']],
      bad: [],
      skipped: 2,
      failure: undefined,
    });
  });
});

describe('a CSV reader, wherever the file is cut,', () => {
  const texts = {
    'well-formed': '\ufeffa,b,"c"\r\n1,"2\n""é""",3\n\r\n"€",😀\r\n"",,\n7,"8"',
    malformed: 'a,b\n1"é,2\n"3"x,4\r\n"5\n6"y,7\n8,9,10\n"11\r",12\n"13\r\n14,\r',
  };

  it.each(Object.entries(texts))('reads a %s text in the same way', async (_, text) => {
    const bytes = Buffer.from(text);
    const { records: expected, bad: lines } = expectedOf(text, 12);
    for (const one of Object.values(tables)) {
      const options = { table: one, makerOf: cellsMaker(), maxRecordBytes: 12 };
      const whole = await readCsv([bytes], options);
      expect([whole.records, whole.bad.map(({ line }) => line)]).toEqual([expected, lines]);
      for (let at = 0; at <= bytes.length; at += 1) expect(await readCsv(cutAt(bytes, [at]), options)).toEqual(whole);
      for (let size = 1; size <= 9; size += 1) expect(await readCsv(cutEvery(bytes, size), options)).toEqual(whole);
    }
  });

  it('returns each record with the chunk that completes it', async () => {
    const { reader } = openCsv(cells);
    const returned = [];
    for (const chunk of ['a\n1', '\n2\n"', '3\n', '"\n4"', 'x\n5'])
      returned.push(await reader.read(Buffer.from(chunk)));
    returned.push(await reader.end());
    expect(returned).toEqual([[], [['1'], ['2']], [], [['3\n']], [['4"x']], [['5']]]);
  });

  it('shares its table with the readers of other files', async () => {
    const files = ['1', '2', '3'].map((name) => {
      const rows = Array.from({ length: 50 }, (_, i) => [name.repeat(1 + i), i % 5 === 0 ? `x"${name}` : `"${i}\n`]);
      const lines = rows.map(([a, b]) => `${a},${b?.startsWith('x') ? b : `"${b?.replace('"', '""')}"`}\n`);
      const chunks = cutEvery(Buffer.from(`a,b\n${lines.join('')}`), 7 + Number(name));
      return { rows, chunks, reader: openCsv(cells).reader };
    });
    const read = await Promise.all(
      files.map(async ({ reader, chunks }) => {
        const records: (readonly string[])[] = [];
        for (const chunk of chunks) records.push(...(await reader.read(chunk)));
        return [...records, ...(await reader.end())];
      }),
    );
    expect(read).toEqual(files.map(({ rows }) => rows));
  });
});
