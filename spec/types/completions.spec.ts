import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FILE = `${root}spec/types/completions.types.ts`;

/** Questions to an editor: completions at each `^`, which is taken out. */
const QUESTIONS = [
  ["api.call('^')", ['OfferPixel', 'Affiliate_Offer', 'Advertiser_Report']],
  ["api.call('Offer', '^')", ['findAll', 'setPayout', 'getThumbnail']],
  ["api.call('Offer', 'setPayout', { ^ })", ['id', 'affiliate_id', 'payout']],
  ["api.call('OfferPixel', 'findAll', { fields: ['^'] })", ['id', 'code']],
  ["api.controller('^')", ['AdManager']],
  ['api.offers.^', ['findAll', 'setPayout']],
  ["api.offers.findAll({ fields: ['^'] })", ['id', 'name']],
  ["api.offers.findAll({ contain: ['^'] })", ['Country', 'OfferTag']],
  ["api.offers.findAll({ filters: { status: '^' } })", ['active', 'paused']],
  ['api.offers.findAll({ filters: { ^ } })', ['id', 'name__like']],
  ["api.offers.findAll({ sort: '^' })", ['-id', 'name']],
  ["api.reports.getStats({ fields: ['^'] })", ['Stat.clicks', 'Offer.name']],
] as const;

const HEAD = "import type { HasOffers } from 'rxoffers';\ndeclare const api: HasOffers;\n";
const source = HEAD + QUESTIONS.map(([question]) => `${question};`).join('\n');
const text = source.replaceAll('^', '');

/** The place of the nth `^` in the text without them. */
const placeOf = (nth: number): number =>
  [...source.matchAll(/\^/g)].map(({ index }, before) => index - before)[nth] ?? 0;

const openEditor = (): ts.LanguageService => {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, (path) => ts.sys.readFile(path)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createLanguageService({
    ...{ fileExists: ts.sys.fileExists, readFile: ts.sys.readFile },
    ...{ directoryExists: ts.sys.directoryExists, getDirectories: ts.sys.getDirectories },
    getScriptFileNames: () => [FILE],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const content = name === FILE ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
};

describe('an editor', () => {
  let editor: ts.LanguageService;

  // The first answer needs the whole program: a few seconds, and under load many more.
  beforeAll(() => {
    editor = openEditor();
    editor.getCompletionsAtPosition(FILE, placeOf(0), {});
  }, 300_000);

  it.each(QUESTIONS.map(([question, names], nth) => [question, names, nth] as const))(
    'completes %s',
    (_, names, nth) => {
      const { entries = [] } = editor.getCompletionsAtPosition(FILE, placeOf(nth), {}) ?? {};
      expect(entries.map(({ name }) => name.replaceAll('"', ''))).toEqual(expect.arrayContaining([...names]));
    },
  );
});
