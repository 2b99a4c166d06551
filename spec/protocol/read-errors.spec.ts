import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatApiErrors } from '../../lib/errors/api-errors.js';
import type { Decoded } from '../../lib/protocol/decoded.js';
import { parseErrors } from '../../lib/protocol/envelope.js';

const item = (parts: Record<string, unknown>) => ({
  code: undefined,
  message: undefined,
  publicMessage: undefined,
  attributeName: undefined,
  ...parts,
});

describe('readErrors', () => {
  it('rows 139, 144: reads a list with only a publicMessage', () => {
    expect(parseErrors({ errors: [{ publicMessage: 'A' }] })).toEqual([item({ publicMessage: 'A' })]);
  });

  it('rows 141, 144: reads all the parts', () => {
    const error = { err_code: 3, err_msg: 'B.', attribute_name: 'type', publicMessage: 'A.' };
    expect(parseErrors({ errors: [error] })).toEqual([
      item({ code: 3, message: 'B.', attributeName: 'type', publicMessage: 'A.' }),
    ]);
  });

  it('row 142: keeps several in order', () => {
    expect(
      parseErrors({ errors: [{ publicMessage: 'B' }, { publicMessage: 'A' }] }).map((e) => e.publicMessage),
    ).toEqual(['B', 'A']);
  });

  it('row 143: reads one object as a list of one', () => {
    expect(parseErrors({ errors: { publicMessage: 'Network id is not valid' } })).toEqual([
      item({ publicMessage: 'Network id is not valid' }),
    ]);
  });

  it.each<[string, Decoded, string]>([
    ['strings', ['first', 'second'], 'first\nsecond'],
    ['one string', 'refused', 'refused'],
    ['a number', 12, '12'],
    ['a publicMessage with an attribute and no code', [{ publicMessage: 'A.', attribute_name: 'x' }], 'A.'],
    ['errors keyed by number', new Map<string, Decoded>([['0', { publicMessage: 'A' }]]), 'A'],
    ['errors keyed by attribute', { name: ['cannot be blank', 'is too short'] }, 'cannot be blank\nis too short'],
    ['a message that is an object', [{ publicMessage: { en: 'no' } }], '{"en":"no"}'],
    ['a message that is a Map', [{ publicMessage: new Map([['1', ['no']]]) }], '{"1":["no"]}'],
    ['a code alone', [{ err_code: 5 }], 'Error code: 5.'],
    ['a code that is no code', [{ err_code: null, err_msg: 'B' }], 'B'],
    ['lists of lists', [[{ publicMessage: 'A' }], []], 'A'],
  ])('section 2.12: reads %s', (_, errors, text) => {
    expect(formatApiErrors(parseErrors({ errors, errorMessage: 'unused' }))).toBe(text);
  });

  it.each<[string, Decoded]>([
    ['an empty list', []],
    ['null', null],
    ['an empty string', ''],
    ['false', false],
    ['an empty object', {}],
    ['an item that says nothing', [{ publicMessage: '', err_code: null, attribute_name: 'x' }]],
  ])('section 2.12: falls back to errorMessage for %s', (_, errors) => {
    expect(parseErrors({ errors, errorMessage: 'No.' })).toEqual([item({ publicMessage: 'No.' })]);
    expect(parseErrors({ errors, errorMessage: null })).toEqual([]);
  });

  it('reads nothing where there is nothing', () => {
    expect(parseErrors({})).toEqual([]);
  });

  it('is total: whatever the shape, there are items with texts or none', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (errors, errorMessage) => {
        const items = parseErrors({ errors, errorMessage } as Record<string, Decoded>);
        expect(typeof formatApiErrors(items)).toBe('string');
        for (const { message, publicMessage, attributeName } of items)
          for (const text of [message, publicMessage, attributeName])
            expect(['string', 'undefined']).toContain(typeof text);
      }),
    );
  });
});
