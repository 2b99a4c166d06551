// Sends every method of the shared catalog to the sandbox, once with `call` and once with `controller`, and checks target,
// method, parameter names and emitted values against that catalog, not against the copy in lib. Then compiles correct and
// wrong uses of each method:
// `tsx scripts/check-catalog.ts ../shared/catalog`.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { checkCatalog } from './catalog/check-catalog.js';
import { checkTypes } from './catalog/check-types.js';
import type { SharedCatalog } from './generate/select-facts.js';

const folder = process.argv[2];
if (folder === undefined) throw new Error('Which catalog? tsx scripts/check-catalog.ts ../shared/catalog');
const read = async (name: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`${name}.json`, `${pathToFileURL(folder).href}/`), 'utf8'));

const catalog = { controllers: await read('controllers'), models: await read('models') } as SharedCatalog;
const report = (what: string, { checked, failures }: { checked: number; failures: readonly string[] }): void => {
  for (const failure of failures) console.error(failure);
  console.log(`catalog: ${checked} ${what}, ${failures.length} failures`);
  if (failures.length > 0) process.exitCode = 1;
};

report('methods called', await checkCatalog(catalog));
report('uses compiled', checkTypes(catalog));
