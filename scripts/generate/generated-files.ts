import { readFile } from 'node:fs/promises';
import { type ColumnFacts, printLogColumns } from './print-log-columns.js';
import { type ModelFacts, printModelFields } from './print-model-fields.js';
import { type ControllerFacts, printLists, printReads } from './print-reads.js';
import { printScanWasm } from './print-scan-wasm.js';

const catalog = new URL('../../lib/catalog/', import.meta.url);
const csv = new URL('../../lib/raw-logs/csv/', import.meta.url);

const facts = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`facts/${name}.json`, catalog), 'utf8'));

/** What `npm run generate` writes, made in memory: a spec compares it with what lies in lib. */
export const generatedFiles = async (): Promise<Map<URL, string>> =>
  new Map([
    [new URL('model-fields.ts', catalog), printModelFields((await facts('models')) as ModelFacts)],
    [new URL('reads.ts', catalog), printReads((await facts('methods')) as ControllerFacts)],
    [new URL('lists.ts', catalog), printLists((await facts('methods')) as ControllerFacts)],
    [new URL('log-columns.ts', catalog), printLogColumns((await facts('rawlogs')) as ColumnFacts)],
    [new URL('scan-wasm.ts', csv), await printScanWasm()],
  ]);
