// Run as a process of its own, with flags that a running process cannot take: prints the records of the odd CSV.
import { webAssembly } from '../../lib/raw-logs/csv/scanner.js';
import { ODD_COLUMNS, ODD_CSV, recordsOf } from './raw-log-csv.js';

const canGenerate = (): boolean => {
  try {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- whether it can be done is the question
    return (new Function('return true') as () => boolean)();
  } catch {
    return false;
  }
};

/** Made here and there: what the records of each kind are as JSON. */
const told = await Promise.all(
  [{}, { lazy: true }, { fields: [...ODD_COLUMNS].reverse() }].map(async (options) =>
    (await recordsOf(ODD_CSV, options)).map((record) => JSON.stringify(record)),
  ),
);
console.log(JSON.stringify({ canGenerate: canGenerate(), hasWebAssembly: webAssembly() !== undefined, told }));
