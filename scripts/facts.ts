// Brings what the library needs of the shared catalog into lib/catalog, sorted and readable: `npm run facts`.
import { readFile, writeFile } from 'node:fs/promises';
import { selectFacts, type SharedCatalog } from './generate/select-facts.js';

const shared = new URL('../../shared/catalog/', import.meta.url);
const facts = new URL('../lib/catalog/facts/', import.meta.url);

const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(new URL(name, shared), 'utf8'));

const catalog = { controllers: await read('controllers.json'), models: await read('models.json') } as SharedCatalog;
for (const [name, content] of Object.entries(selectFacts(catalog))) {
  await writeFile(new URL(`${name}.json`, facts), content);
}
