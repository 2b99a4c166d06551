import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Specs that measure the heap have a process of their own, with `gc` in reach. */
const HEAP = 'spec/**/*.heap.spec.ts';

export default defineConfig({
  resolve: {
    alias: [
      { find: /^rxoffers$/, replacement: here('./lib/index.ts') },
      { find: /^rxoffers\/operators$/, replacement: here('./lib/operators/index.ts') },
      { find: /^rxoffers\/sandbox$/, replacement: here('./lib/sandbox/index.ts') },
    ],
  },
  test: {
    testTimeout: 30_000,
    // The default leaves one core idle.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: { name: 'spec', include: ['spec/**/*.spec.ts'], exclude: [HEAP], pool: 'forks', isolate: false },
      },
      {
        extends: true,
        test: { name: 'heap', include: [HEAP], pool: 'forks', execArgv: ['--expose-gc'] },
      },
    ],
    coverage: { provider: 'v8', include: ['lib/**/*.ts'], exclude: ['lib/catalog/**'] },
  },
});
