// Runs in its own process, with flags that a running process cannot take: prints the records of the hostile CSV.
import { createRowTable } from '../../lib/raw-logs/csv/row-table.js';
import { readCsv, recordMaker } from './csv-read.js';
import { HOSTILE_COLUMNS, HOSTILE_CSV } from './log-csv.js';

const canGenerate = (): boolean => {
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the question is whether it works
    return (new Function('return true') as () => boolean)();
  } catch {
    return false;
  }
};

const table = createRowTable(100_000);
const texts: string[][] = [];
for (const options of [{}, { lazy: true }, { fields: [...HOSTILE_COLUMNS].reverse() }]) {
  const csv = [Buffer.from(HOSTILE_CSV)];
  const { records } = await readCsv(csv, { table, makerOf: recordMaker(options), maxRecordBytes: 50_000 });
  texts.push(records.map((record) => JSON.stringify(record)));
}
console.log(JSON.stringify({ canGenerate: canGenerate(), hasWebAssembly: 'WebAssembly' in globalThis, texts }));
