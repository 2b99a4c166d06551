// Writes dist/index.js and those of the other entries, each as one bundle: finding two hundred small files costs more time than
// running them. What is loaded on first use stays a separate file, and so does what both bundles share.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

await build({
  entryPoints: [at('lib/index.ts'), at('lib/operators/index.ts'), at('lib/sandbox/index.ts')],
  outdir: at('dist'),
  outbase: at('lib'),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Only our own code: dependencies come from npm.
  packages: 'external',
  chunkNames: 'chunks/[name]-[hash]',
  tsconfig: at('tsconfig.build.json'),
  logLevel: 'warning',
});
