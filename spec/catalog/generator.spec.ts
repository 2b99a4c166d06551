import { describe, expect, it } from 'vitest';
import { printLogColumns } from '../../scripts/generate/print-log-columns.js';
import { printModelFields } from '../../scripts/generate/print-model-fields.js';
import { printLists, printReads } from '../../scripts/generate/print-reads.js';
import { selectColumns } from '../../scripts/generate/select-columns.js';
import { type FieldFacts, selectFacts } from '../../scripts/generate/select-facts.js';

const printed = (facts: FieldFacts): string | undefined =>
  /field\?: (.*);/.exec(printModelFields({ Thing: { field: facts } }))?.[1];

describe('printModelFields', () => {
  it.each<[string, FieldFacts, string]>([
    ['a type seen on the wire', { type: 'id', jsonTypes: ['string'] }, 'string'],
    ['a number seen', { type: 'timestamp', jsonTypes: ['number'] }, 'number'],
    ['both seen', { type: 'boolean01', jsonTypes: ['number', 'string'] }, 'number | string'],
    ['null beside it', { type: 'string', jsonTypes: ['string'], nullable: true }, 'string | null'],
    ['money, which stays a string', { type: 'decimal', jsonTypes: ['string'] }, 'string'],
    ['what no recording shows, which may be null', { type: 'int' }, 'string | null'],
    ['a list', { type: 'array', jsonTypes: ['array'] }, 'readonly unknown[]'],
    [
      'values that may not be all',
      { type: 'enum', jsonTypes: ['string'], values: ['a', 'b'] },
      "'a' | 'b' | (string & {})",
    ],
    [
      'values that are all',
      { type: 'enum', jsonTypes: ['string'], values: ['a', 'b'], valuesComplete: true },
      "'a' | 'b'",
    ],
  ])('types %s', (_, facts, type) => {
    expect(printed(facts)).toBe(type);
  });

  it('quotes names that are no identifiers, and leaves out models without known fields', () => {
    const text = printModelFields({ Stat: {}, Commission: { 'Stat.date': { type: 'date', jsonTypes: ['string'] } } });
    expect(text).toContain("'Stat.date'?: string;");
    expect(text).not.toContain('interface StatFields');
  });

  it('says what a decimal is, and nothing of a plain text', () => {
    expect(printModelFields({ A: { payout: { type: 'decimal' } } })).toContain('/** A decimal');
    expect(printModelFields({ A: { name: { type: 'string' } } })).not.toContain('/** A ');
  });
});

const controllers = {
  Tag: {
    findAll: { verb: 'read', kind: 'page', model: 'Tag', paged: true },
    delete: { verb: 'delete', kind: 'boolean' },
  },
  Mailer: { send: { verb: 'write', kind: 'unknown' } },
  Report: { getStats: { verb: 'read', kind: 'page' } },
};

describe('printReads', () => {
  it('lists reads alone, and no target without any', () => {
    const text = printReads(controllers);
    expect(text).toContain("  Tag: 'findAll',");
    expect(text).not.toContain('delete');
    expect(text).not.toContain('Mailer');
  });
});

describe('printLists', () => {
  it('names the model of the rows, and marks what takes pages', () => {
    const text = printLists(controllers);
    expect(text).toContain("  Tag: 'findAll:Tag+',");
    expect(text).toContain("  Report: 'getStats:',");
  });
});

describe('selectFacts', () => {
  const method = { verb: 'read', returns: { kind: 'page', model: 'B' }, params: [{ name: 'limit' }], source: ['x'] };
  const field = { type: 'enum', nullable: false, values: ['a'], valuesComplete: false, source: ['x'] };
  const facts = selectFacts({
    controllers: { B: { methods: { two: method, one: { ...method, params: [] } } }, A: { methods: {} } },
    models: { B: { fields: { b: field, a: { ...field, valuesComplete: true, nullable: true } } }, A: { fields: {} } },
  });

  it('sorts, so that the same facts are the same text', () => {
    expect(Object.keys(JSON.parse(facts.models) as object)).toEqual(['A', 'B']);
    expect(facts.models.indexOf('"a"')).toBeLessThan(facts.models.indexOf('"b"'));
    expect(facts.methods.indexOf('"one"')).toBeLessThan(facts.methods.indexOf('"two"'));
  });

  it('keeps what the library needs, one line each', () => {
    expect(facts.methods).toContain('    "two": {"verb":"read","kind":"page","model":"B","paged":true}\n');
    expect(facts.methods).toContain('    "one": {"verb":"read","kind":"page","model":"B"},\n');
    expect(facts.models).toContain('    "b": {"type":"enum","values":["a"]}\n');
    expect(facts.models).toContain('    "a": {"type":"enum","nullable":true,"values":["a"],"valuesComplete":true},\n');
  });
});

describe('selectColumns', () => {
  it('keeps what a recorded file proves, in its order, and guesses nothing', () => {
    const text = selectColumns({
      columns: {
        clicks: { proven: true, names: ['b', 'a'] },
        conversions: { proven: false, names: null },
        impressions: { proven: false, names: ['guessed'] },
      },
    });
    expect(JSON.parse(text)).toEqual({ clicks: ['b', 'a'] });
    expect(text.endsWith('}\n')).toBe(true);
  });
});

describe('printLogColumns', () => {
  it('makes a type and a list of the columns of each type of log', () => {
    const text = printLogColumns({ clicks: ['transaction_id', "o'clock"] });
    expect(text).toContain("export type ClickColumn =\n  | 'transaction_id'\n  | 'o\\'clock';\n");
    expect(text).toContain(
      "export const CLICK_COLUMNS: readonly ClickColumn[] = [\n  'transaction_id',\n  'o\\'clock',\n];\n",
    );
  });
});
