// Turns lib/catalog/facts into TypeScript: `npm run generate`.
import { writeFile } from 'node:fs/promises';
import { generatedFiles } from './generate/generated-files.js';

for (const [file, text] of await generatedFiles()) await writeFile(file, text);
