import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApiErrorItem, HasOffersError, ProtocolError } from 'rxoffers';
import type { Decoded } from '../../lib/protocol/ordered-json.js';
import { parseEnvelope } from '../../lib/protocol/envelope.js';

const itemsOf = (response: Decoded): readonly ApiErrorItem[] => {
  const envelope = parseEnvelope({ response });
  if (envelope.ok) throw new Error('parsed as a success');
  return envelope.items;
};
const errors = (given: Decoded, errorMessage: Decoded = 'unused') =>
  itemsOf({ status: -1, data: '', errors: given, errorMessage });
const textOf = (items: readonly ApiErrorItem[]): string => new HasOffersError(items).message;

const item = (parts: Partial<ApiErrorItem>): ApiErrorItem => ({
  code: undefined,
  message: undefined,
  publicMessage: undefined,
  attributeName: undefined,
  ...parts,
});

describe('a success', () => {
  it.each<[Decoded]>([[null], [[]], [true], [false], [''], [0], ['homepage'], [7], [{ Offer: { id: '1' } }]])(
    'has %j for its data',
    (data) => {
      const response = { status: 1, httpStatus: 200, errors: [], errorMessage: null, data };
      expect(parseEnvelope({ request: { Target: 'Offer' }, response })).toEqual({ ok: true, data });
    },
  );

  it('may lack data, or carry errors', () => {
    expect(parseEnvelope({ response: { status: 1 } })).toEqual({ ok: true, data: null });
    expect(parseEnvelope({ response: { status: 1, data: 'x', errors: [{ publicMessage: 'y' }] } }).ok).toBe(true);
  });

  it.each<Decoded>([-1, 0, 2, '1', true, null, [1]])('has the status 1, not %j', (status) => {
    expect(parseEnvelope({ response: { status, data: { Offer: {} }, errors: [] } }).ok).toBe(false);
  });
});

describe('a reply without an envelope', () => {
  it.each<Decoded>([
    null,
    'homepage',
    [],
    {},
    { data: [] },
    { response: null },
    { response: 'x' },
    { response: [] },
    { response: {} },
    { response: { data: [], errors: [] } },
    new Map<string, Decoded>([['1', { response: { status: 1 } }]]),
  ])('is refused: %j', (reply) => {
    expect(() => parseEnvelope(reply)).toThrow(ProtocolError);
  });
});

describe('the errors of a reply', () => {
  it('have all their parts', () => {
    const error = { err_code: 3, err_msg: 'B.', attribute_name: 'type', publicMessage: 'A.' };
    expect(errors([error, { publicMessage: 'C' }])).toEqual([
      item({ code: 3, message: 'B.', attributeName: 'type', publicMessage: 'A.' }),
      item({ publicMessage: 'C' }),
    ]);
  });

  it('need no status, as in the recorded refusal of a network id', () => {
    const publicMessage = 'Network id is not valid';
    expect(itemsOf({ errors: { publicMessage }, link: 'x' })).toEqual([item({ publicMessage })]);
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
    ['a code that is null', [{ err_code: null, err_msg: 'B' }], 'B'],
    ['lists of lists', [[{ publicMessage: 'A' }], []], 'A'],
  ])('may be %s', (_, given, text) => {
    expect(textOf(errors(given))).toBe(text);
  });

  it.each<[string, Decoded]>([
    ['an empty list', []],
    ['null', null],
    ['an empty string', ''],
    ['false', false],
    ['an empty object', {}],
    ['an item without a text', [{ publicMessage: '', err_code: null, attribute_name: 'x' }]],
  ])('fall back to errorMessage for %s', (_, given) => {
    expect(errors(given, 'No.')).toEqual([item({ publicMessage: 'No.' })]);
    expect(errors(given, null)).toEqual([]);
  });

  it('are texts or nothing, in any shape', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (given, errorMessage) => {
        const items = errors(given as Decoded, errorMessage as Decoded);
        expect(textOf(items)).not.toBe('');
        for (const { message, publicMessage, attributeName } of items)
          for (const text of [message, publicMessage, attributeName])
            expect(['string', 'undefined']).toContain(typeof text);
      }),
    );
  });
});
