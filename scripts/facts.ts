// Copies what the library needs from the shared catalog to lib/catalog/facts, sorted and readable: `npm run facts`.
// With `--check` it writes nothing and fails when the facts differ from the shared catalog.
import { readFile, writeFile } from 'node:fs/promises';
import { selectColumns, type SharedRawLogs } from './generate/select-columns.js';
import { selectFacts, type SharedCatalog } from './generate/select-facts.js';
import { selectReport, type SharedReport } from './generate/select-report.js';

const shared = new URL('../../shared/catalog/', import.meta.url);
const facts = new URL('../lib/catalog/facts/', import.meta.url);
const isCheck = process.argv.includes('--check');

const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(new URL(name, shared), 'utf8'));

const catalog = { controllers: await read('controllers.json'), models: await read('models.json') } as SharedCatalog;
const rawLogs = (await read('rawlogs.json')) as SharedRawLogs;
const report = selectReport((await read('report.json')) as SharedReport);
for (const [name, content] of Object.entries({ ...selectFacts(catalog), rawlogs: selectColumns(rawLogs), report })) {
  const file = new URL(`${name}.json`, facts);
  if (!isCheck) await writeFile(file, content);
  else if ((await readFile(file, 'utf8')) !== content) {
    console.error(`lib/catalog/facts/${name}.json is stale: run npm run facts`);
    process.exitCode = 1;
  }
}
