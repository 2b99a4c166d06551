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
const generated = new URL('generated/', catalog);
const csv = new URL('../../lib/raw-logs/csv/generated/', import.meta.url);
const sandbox = new URL('../../lib/sandbox/catalog/generated/', import.meta.url);

const facts = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`facts/${name}.json`, catalog), 'utf8'));

/** The files that `npm run generate` writes, built in memory. A spec compares them with those in lib. */
export const generatedFiles = async (): Promise<Map<URL, string>> => {
  const models = (await facts('models')) as ModelFacts;
  const methods = (await facts('methods')) as ControllerFacts;
  const known = new Set(Object.keys(models));
  return new Map([
    [new URL('model-fields.ts', generated), printModelFields(models)],
    [new URL('field-kinds.ts', generated), printFieldKinds(models)],
    [new URL('kind-table.ts', sandbox), printKindTable(models)],
    [new URL('methods.ts', generated), printMethods(methods, models)],
    [new URL('network-methods.ts', generated), printMethodTypes('Network', methods, known)],
    [new URL('affiliate-methods.ts', generated), printMethodTypes('Affiliate', methods, known)],
    [new URL('advertiser-methods.ts', generated), printMethodTypes('Advertiser', methods, known)],
    [new URL('log-columns.ts', generated), printLogColumns((await facts('rawlogs')) as ColumnFacts)],
    [new URL('report-fields.ts', generated), printReportFields((await facts('report')) as ReportFacts)],
    [new URL('scan-wasm.ts', csv), await printScanWasm()],
  ]);
};
