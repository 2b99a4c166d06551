// Checks the CSV reader against generated text, for longer than `npm test` does: `tsx scripts/csv-property.ts [cases] [seed]`.
import fc from 'fast-check';
import { MAX_RECORD_BYTES } from '../lib/raw-logs/csv/pending-bytes.js';
import { anyTextProperty, writtenProperty } from '../spec/support/csv-properties.js';
import { csvTables } from '../spec/support/csv-tables.js';

const positive = (text: string, name: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new RangeError(`${name} is a whole number from 1 on, not ${text}`);
  return value;
};

const [cases = '100000', seed = String(1 + Math.floor(Math.random() * 0x7fffffff))] = process.argv.slice(2);
const parameters = { numRuns: positive(cases, 'The number of cases'), seed: positive(seed, 'The seed') };
const tables = csvTables(MAX_RECORD_BYTES);
const properties = { 'rows as written': writtenProperty(tables), 'any text': anyTextProperty(tables) };

console.log(`${cases} cases of each property, seed ${seed}`);
for (const [name, property] of Object.entries(properties)) {
  const start = performance.now();
  const details = await fc.check(property as fc.IAsyncProperty<unknown>, parameters);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${name}: ${details.failed ? 'failed' : 'held'} after ${details.numRuns} cases in ${seconds} s`);
  if (!details.failed) continue;
  console.log(fc.defaultReportMessage(details));
  process.exitCode = 1;
}
