import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^rxoffers$/, replacement: here('./lib/index.ts') },
      { find: /^rxoffers\/sandbox$/, replacement: here('./lib/sandbox/index.ts') },
    ],
  },
  test: {
    include: ['spec/**/*.spec.ts'],
    testTimeout: 30_000,
    pool: 'forks',
    execArgv: ['--expose-gc'],
    coverage: { provider: 'v8', include: ['lib/**'], exclude: ['lib/catalog/**'] },
  },
});
