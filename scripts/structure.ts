// Measures the structure of the code: `npx tsx scripts/structure.ts`. Files, their sizes and importers, the share of import
// lines, the largest cycle of imports (types included), and how much of the specs uses the public entries alone.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

interface File {
  readonly path: string;
  readonly lines: number;
  readonly importLines: number;
  /** Files of `lib` that it imports. */
  readonly imports: readonly string[];
}

const IMPORT = /^(?:import|export)\b[^;]*?\bfrom '([^']+)';$/gm;
const INLINE = /\bimport\('(\.[^']+)'\)/g;

const load = async (path: string): Promise<File> => {
  const text = await readFile(join(root, path), 'utf8');
  const statements = [...text.matchAll(IMPORT)];
  const targets = [...statements, ...text.matchAll(INLINE)].map(([, target = '']) => target);
  return {
    path,
    lines: text.split('\n').length - 1,
    importLines: statements.reduce((sum, [statement]) => sum + statement.split('\n').length, 0),
    imports: targets
      .filter((target) => target.startsWith('.'))
      .map((target) => normalize(join(dirname(path), target)).replace(/\.js$/, '.ts'))
      .filter((target) => target.startsWith('lib/')),
  };
};

const loadAll = async (folder: string): Promise<File[]> => {
  const paths = (await readdir(join(root, folder), { recursive: true })).map((path) => join(folder, path));
  return Promise.all(paths.filter((path) => path.endsWith('.ts') && !path.includes('/generated/')).map(load));
};

/** The strongly connected components of the imports, by Tarjan's algorithm. */
const cyclesOf = (files: readonly File[]): string[][] => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  const visit = (path: string): number => {
    const index = order.size;
    order.set(path, index);
    low.set(path, index);
    stack.push(path);
    for (const next of byPath.get(path)?.imports ?? []) {
      if (!byPath.has(next)) continue;
      const reached = order.has(next) ? (stack.includes(next) ? (order.get(next) ?? index) : index) : visit(next);
      low.set(path, Math.min(low.get(path) ?? index, reached));
    }
    if (low.get(path) === index) cycles.push(stack.splice(stack.indexOf(path)));
    return low.get(path) ?? index;
  };
  for (const { path } of files) if (!order.has(path)) visit(path);
  return cycles.sort((a, b) => b.length - a.length);
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const show = (name: string, value: string | number): void => console.log(`${name.padEnd(44)} ${value}`);

const PUBLIC = new Set(['lib/index.ts', 'lib/operators/index.ts', 'lib/sandbox/index.ts']);

const lib = await loadAll('lib');
const sizes = lib.map(({ lines }) => lines).sort((a, b) => a - b);
const importers = (path: string): number => lib.filter(({ imports }) => imports.includes(path)).length;
const [largest = []] = cyclesOf(lib);
show('hand-written files of lib', lib.length);
show('lines a file: median, largest', `${sizes[sizes.length >> 1]}, ${sizes.at(-1)}`);
show('files of 20 lines or fewer', lib.filter(({ lines }) => lines <= 20).length);
show('files with one importer', lib.filter(({ path }) => importers(path) === 1).length);
show('import lines', `${((100 * sum(lib.map((file) => file.importLines))) / sum(sizes)).toFixed(1)} %`);
show('largest cycle of imports, types included', largest.length);
if (process.argv.includes('--list')) for (const path of largest) console.log(`    ${path}`);

const spec = await loadAll('spec');
const lines = sum(spec.map((file) => file.lines));
const open = spec.filter(({ imports }) => imports.every((path) => PUBLIC.has(path)));
show('spec files, lines', `${spec.length}, ${lines}`);
show(
  'spec lines that use the public entries alone',
  `${((100 * sum(open.map((file) => file.lines))) / lines).toFixed(1)} %`,
);
