import { readFile } from 'node:fs/promises';
import { type ColumnFacts, printLogColumns } from './print-log-columns.js';
import { type ModelFacts, printModelFields } from './print-model-fields.js';
import { printFieldKinds, printKindTable } from './print-field-kinds.js';
import type { ControllerFacts } from './method-facts.js';
import { printMethodTypes } from './print-method-types.js';
import { printMethods } from './print-methods.js';
import { printReportFields, type ReportFacts } from './print-report-fields.js';
import { printScanWasm } from './print-scan-wasm.js';

const catalog = new URL('../../lib/catalog/', import.meta.url);
const csv = new URL('../../lib/raw-logs/csv/', import.meta.url);

const facts = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`facts/${name}.json`, catalog), 'utf8'));

/** What `npm run generate` writes, made in memory: a spec compares it with what lies in lib. */
export const generatedFiles = async (): Promise<Map<URL, string>> => {
  const models = (await facts('models')) as ModelFacts;
  const methods = (await facts('methods')) as ControllerFacts;
  const known = new Set(Object.keys(models));
  return new Map([
    [new URL('model-fields.ts', catalog), printModelFields(models)],
    [new URL('field-kinds.ts', catalog), printFieldKinds(models)],
    [new URL('kind-table.ts', catalog), printKindTable(models)],
    [new URL('methods.ts', catalog), printMethods(methods)],
    [new URL('network-methods.ts', catalog), printMethodTypes('Network', methods, known)],
    [new URL('affiliate-methods.ts', catalog), printMethodTypes('Affiliate', methods, known)],
    [new URL('advertiser-methods.ts', catalog), printMethodTypes('Advertiser', methods, known)],
    [new URL('log-columns.ts', catalog), printLogColumns((await facts('rawlogs')) as ColumnFacts)],
    [new URL('report-fields.ts', catalog), printReportFields((await facts('report')) as ReportFacts)],
    [new URL('scan-wasm.ts', csv), await printScanWasm()],
  ]);
};
