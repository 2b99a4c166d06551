// Sends every method of the shared catalog to the sandbox, once by `call` and once by `controller`, and checks target, method,
// names of parameters and what is emitted against the catalog as it lies there, not as it was brought into lib:
// `tsx scripts/check-catalog.ts ../shared/catalog`.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { checkCatalog } from './catalog/check-catalog.js';
import type { SharedCatalog } from './generate/select-facts.js';

const folder = process.argv[2];
if (folder === undefined) throw new Error('Which catalog? tsx scripts/check-catalog.ts ../shared/catalog');
const read = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`${name}.json`, `${pathToFileURL(folder).href}/`), 'utf8'));

const catalog = { controllers: await read('controllers'), models: await read('models') } as SharedCatalog;
const { checked, failures } = await checkCatalog(catalog);
for (const failure of failures) console.error(failure);
console.log(`catalog: ${checked} methods called, ${failures.length} failures`);
if (failures.length > 0) process.exitCode = 1;
