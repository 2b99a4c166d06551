import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import { formatApiErrors } from '../../lib/errors/api-errors.js';
import type { Decoded } from '../../lib/protocol/decoded.js';
import { parseEnvelope } from '../../lib/protocol/envelope.js';

const ok = (data: Decoded): Decoded => ({
  request: { Target: 'Offer' },
  response: { status: 1, httpStatus: 200, errors: [], errorMessage: null, data },
});

const refused = (response: Decoded): string => {
  const envelope = parseEnvelope({ response });
  if (envelope.ok) throw new Error('read as a success');
  return formatApiErrors(envelope.items);
};

describe('readEnvelope', () => {
  it.each<[string, Decoded]>([
    ['row 51: null', null],
    ['row 52: an empty list', []],
    ['row 54: true', true],
    ['row 54: false', false],
    ['row 55: an empty string', ''],
    ['row 55: zero', 0],
    ['section 2.12: a string that contains "page"', 'homepage'],
    ['a number', 7],
    ['an object', { Offer: { id: '1' } }],
  ])('%s is data', (_, data) => {
    expect(parseEnvelope(ok(data))).toEqual({ ok: true, data });
  });

  it('reads a success without data as null', () => {
    expect(parseEnvelope({ response: { status: 1 } })).toEqual({ ok: true, data: null });
  });

  it('section 2.12: reads a refusal that has only an errorMessage', () => {
    expect(refused({ status: -1, httpStatus: 200, data: '', errors: [], errorMessage: 'No.' })).toBe('No.');
  });

  it('row 143: reads a refusal without any status', () => {
    expect(refused({ errors: { publicMessage: 'Network id is not valid' }, link: 'x' })).toBe(
      'Network id is not valid',
    );
  });

  it.each<Decoded>([-1, 0, 2, '1', true, null, [1]])('takes no status but 1 for a success: %j', (status) => {
    expect(parseEnvelope({ response: { status, data: { Offer: {} }, errors: [] } }).ok).toBe(false);
  });

  it('section 2.12: a success that carries errors is still one, a refusal that carries data is none', () => {
    expect(parseEnvelope({ response: { status: 1, data: 'x', errors: [{ publicMessage: 'y' }] } }).ok).toBe(true);
    expect(parseEnvelope({ response: { status: -1, data: { Offer: {} } } }).ok).toBe(false);
  });

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
  ])('section 2.12: finds no envelope in %j', (reply) => {
    expect(() => parseEnvelope(reply)).toThrow(ProtocolError);
  });
});
