import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { SharedCatalog, SharedMethod } from '../generate/select-facts.js';
import { plausibleParams } from './plausible-params.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FILE = `${root}spec/types/every-method.types.ts`;

/** One line of the program that is compiled: a call, and whether the compiler should refuse it. */
interface Line {
  readonly text: string;
  readonly isWrong: boolean;
  readonly what: string;
}

type Params = Readonly<Record<string, unknown>>;

const without = (params: Params, name: string): Params =>
  Object.fromEntries(Object.entries(params).filter(([key]) => key !== name));

/** Calls a method as the catalog says, then without each required parameter, then with one that it does not have. */
const linesOf = (target: string, method: string, facts: SharedMethod, models: SharedCatalog['models']): Line[] => {
  const name = `${target}.${method}`;
  const call = (params: Params): string => `api.call('${target}', '${method}', ${JSON.stringify(params)});`;
  const given = plausibleParams([target, method], facts, models);
  const required = facts.params.filter((param) => param.required && !['limit', 'page'].includes(param.name));
  return [
    { text: call(given), isWrong: false, what: `${name} as the catalog has it` },
    ...required.map((param) => ({
      ...{ text: call(without(given, param.name)), isWrong: true },
      what: `${name} without ${param.name}`,
    })),
    ...(facts.paramsKnown === false
      ? []
      : [{ text: call({ ...given, noSuchThing: 1 }), isWrong: true, what: `${name} with a parameter it has not` }]),
  ];
};

/** Compiles one file in memory and returns the numbers, from 0, of its lines with an error. */
const wrongLines = (source: string): Set<number> => {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version, ...others) =>
    name === FILE ? ts.createSourceFile(name, source, version) : read(name, version, ...others);
  const program = ts.createProgram([FILE], options, host);
  const file = program.getSourceFile(FILE);
  const diagnostics = file ? [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)] : [];
  return new Set(
    diagnostics.map(({ start = 0 }) => ts.getLineAndCharacterOfPosition(file as ts.SourceFile, start).line),
  );
};

/** Compiles calls of every method, and lists those wrongly refused or wrongly accepted. */
export const checkTypes = ({ controllers, models }: SharedCatalog): { checked: number; failures: string[] } => {
  const lines = Object.entries(controllers).flatMap(([target, { methods }]) =>
    Object.entries(methods).flatMap(([method, facts]) => linesOf(target, method, facts, models)),
  );
  const head = "import type { HasOffers } from '../../lib/index.js';\ndeclare const api: HasOffers;\n";
  const wrong = wrongLines(head + lines.map(({ text }) => text).join('\n'));
  const failures = lines.flatMap(({ isWrong, what }, index) => {
    if (wrong.has(index + 2) === isWrong) return [];
    return [`${what} ${isWrong ? 'compiles' : 'does not compile'}`];
  });
  return { checked: lines.length, failures };
};
