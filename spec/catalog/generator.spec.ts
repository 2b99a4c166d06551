import { describe, expect, it } from 'vitest';
import { printLogColumns } from '../../scripts/generate/print-log-columns.js';
import { printModelFields } from '../../scripts/generate/print-model-fields.js';
import { printFieldKinds, printKindTable } from '../../scripts/generate/print-field-kinds.js';
import { printMethodTypes } from '../../scripts/generate/print-method-types.js';
import { printMethods } from '../../scripts/generate/print-methods.js';
import { selectColumns } from '../../scripts/generate/select-columns.js';
import { type FieldFacts, selectFacts } from '../../scripts/generate/select-facts.js';

const printed = (facts: FieldFacts): string | undefined =>
  /field\?: (.*);/.exec(printModelFields({ Thing: { field: facts } }))?.[1];

describe('printModelFields', () => {
  it.each<[string, FieldFacts, string]>([
    ['a type seen on the wire', { type: 'id', jsonTypes: ['string'] }, 'string'],
    ['a number seen', { type: 'timestamp', jsonTypes: ['number'] }, 'number'],
    ['both seen', { type: 'boolean01', jsonTypes: ['number', 'string'] }, 'number | string'],
    ['null as well', { type: 'string', jsonTypes: ['string'], nullable: true }, 'string | null'],
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

  it('quotes names that are not identifiers, and leaves out models without known fields', () => {
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
    create: {
      verb: 'write',
      kind: 'model',
      model: 'Tag',
      alt: 'scalar',
      params: { data: 'data!', return_object: 'boolean' },
    },
    delete: { verb: 'write', kind: 'boolean', params: { id: 'id!' }, deprecated: true },
    tell: { verb: 'write', kind: 'model', model: 'Tag', params: { return_object: 'boolean' } },
    findAll: {
      ...{ verb: 'read', kind: 'page', model: 'Tag', contain: { Offer: 'Offer' } },
      params: { filters: 'filters', limit: 'int!', page: 'int', contain: 'contain' },
    },
  },
  Mailer: { send: { verb: 'write', kind: 'unknown' } },
  Affiliate_Tag: {
    getStats: {
      verb: 'read',
      kind: 'page',
      model: 'Stat',
      params: { fields: 'fields!', tag_ids: 'array', days: 'int' },
    },
    setType: { verb: 'write', kind: 'scalar', params: { type: 'string!:a|b', is_on: 'int:0|1', amount: 'float' } },
  },
};

describe('printMethods', () => {
  const text = printMethods(controllers);

  it('says of each method its kind, whether it reads and is paged, its model, and what it needs', () => {
    expect(text).toContain("  Tag: 'create:M:=:data delete:B::id tell:M:= findAll:Pr+:=',");
    expect(text).toContain("  Affiliate_Tag: 'getStats:Pr:Stat:fields:tag_ids,days setType:S::type:is_on,amount',");
  });

  it('knows nothing of what is unknown, and repeats no write', () => {
    expect(text).toContain("  Mailer: 'send:U',");
  });
});

describe('printMethodTypes', () => {
  const network = printMethodTypes('Network', controllers, new Set(['Tag']));
  const affiliate = printMethodTypes('Affiliate', controllers, new Set(['Tag']));

  it('sorts targets by their API', () => {
    expect(network).toContain('export interface NetworkMethods {\n  Tag: {');
    expect(network).not.toContain('Affiliate_Tag');
    expect(affiliate).toContain('export interface AffiliateMethods {\n  Affiliate_Tag: {');
  });

  it('types what a method takes, needs and answers with', () => {
    expect(network).toContain(
      "create: { kind: 'model'; model: 'Tag'; alt: 'scalar'; params: { data: RowData<'Tag'> } };",
    );
    expect(network).toContain("delete: { kind: 'boolean'; params: { id: Id } };");
    expect(network).toContain("tell: { kind: 'model'; model: 'Tag'; alt: 'boolean'; params: object };");
    expect(network).toContain(
      "findAll: { kind: 'page'; model: 'Tag'; read: true; params: object; query: 'filters' | 'limit' | 'page' | 'contain'; contain: { Offer: 'Offer' } };",
    );
    expect(affiliate).toContain(
      'params: { fields: readonly string[]; tag_ids?: List<Id> | undefined; days?: Int | undefined }',
    );
    expect(affiliate).toContain(
      "params: { type: Open<'a' | 'b'>; is_on?: Open<0 | 1> | undefined; amount?: Decimal | undefined }",
    );
  });

  it('lets anything be sent where what it takes is unknown, and says what is deprecated', () => {
    expect(network).toContain("send: { kind: 'unknown'; params: { [name: string]: unknown } };");
    expect(network).toContain('/** @deprecated by TUNE. */\n    delete');
  });

  it('imports what it uses and no more', () => {
    expect(network).toContain("import type { Id, RowData } from '../wire-types.js';");
    expect(printMethodTypes('Advertiser', {}, new Set())).not.toContain('import');
  });
});

describe('field kinds', () => {
  const models = {
    Tag: { id: { type: 'id' }, name: { type: 'string' }, is_on: { type: 'boolean01', typeBasis: 'name' } },
    Stat: {},
  };

  it('are types, where a flag by its name alone is any plain value', () => {
    expect(printFieldKinds(models)).toContain(
      "  Tag: {\n    id: 'id';\n    name: 'string';\n    is_on: 'plain';\n  };",
    );
    expect(printFieldKinds(models)).not.toContain('Stat');
  });

  it('are a table, where text has no letter', () => {
    expect(printKindTable(models)).toContain("  Tag: 'id:i name is_on:b',\n  Stat: '',");
  });
});

describe('selectFacts', () => {
  const param = { name: 'limit', type: 'int', required: false };
  const id = { name: 'kind', type: 'string', required: true, values: ['a', 'b'] };
  const method = { verb: 'read', returns: { kind: 'page', model: 'B' }, params: [id, param], source: ['x'] };
  const odd = { ...method, params: [], paramsKnown: false, deprecated: true, contain: { D: 'B', C: 'B' } };
  const field = { type: 'enum', nullable: false, values: ['a'], valuesComplete: false, source: ['x'] };
  const facts = selectFacts({
    controllers: { B: { api: 'network', methods: { two: method, one: odd } }, A: { api: 'network', methods: {} } },
    models: { B: { fields: { b: field, a: { ...field, valuesComplete: true, nullable: true } } }, A: { fields: {} } },
  });

  it('sorts, so that the same facts are the same text', () => {
    expect(Object.keys(JSON.parse(facts.models) as object)).toEqual(['A', 'B']);
    expect(facts.models.indexOf('"a"')).toBeLessThan(facts.models.indexOf('"b"'));
    expect(facts.methods.indexOf('"one"')).toBeLessThan(facts.methods.indexOf('"two"'));
  });

  it('keeps what the library needs, one line each', () => {
    expect(facts.methods).toContain(
      '    "two": {"verb":"read","kind":"page","model":"B","params":{"kind":"string!:a|b","limit":"int"}}\n',
    );
    expect(facts.methods).toContain(
      '    "one": {"verb":"read","kind":"page","model":"B","deprecated":true,"contain":{"C":"B","D":"B"}},\n',
    );
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
