// Writes dist/index.js and dist/sandbox/index.js, each with what it needs: two hundred small files cost more to find than to
// run. What is loaded on first use stays a file of its own, and so does what both share.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

await build({
  entryPoints: [at('lib/index.ts'), at('lib/sandbox/index.ts')],
  outdir: at('dist'),
  outbase: at('lib'),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Our own code alone: dependencies are npm's.
  packages: 'external',
  chunkNames: 'chunks/[name]-[hash]',
  tsconfig: at('tsconfig.build.json'),
  logLevel: 'warning',
});
