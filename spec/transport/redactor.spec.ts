import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HasOffersError } from 'rxoffers';
import { createRedactor } from '../../lib/transport/redactor.js';
import { ESCAPES } from '../support/escapes.js';
import { soak } from '../support/soak.js';

const { text, pairs } = createRedactor(['NET a/b+c"d', '']);

describe('the redactor', () => {
  it.each([
    'NET a/b+c"d is not authenticated',
    `x=${encodeURIComponent('NET a/b+c"d')}`,
    'x=NET+a%2Fb%2Bc%22d',
    JSON.stringify({ x: 'NET a/b+c"d' }),
    JSON.stringify({ x: 'NET a/b+c"d' }).replaceAll('/', '\\/'),
  ])('hides the token in %s', (line) => {
    expect(text(line)).toContain('[redacted]');
    expect(text(line)).not.toMatch(/b\+c|b%2Bc/);
  });

  it('hides the values of parameters named like secrets', () => {
    expect(text('{"password":"hun\\"ter2","name":"x","NetworkToken":"abc"}')).toBe(
      '{"password":"[redacted]","name":"x","NetworkToken":"[redacted]"}',
    );
    expect(text('data%5Bpassword_confirmation%5D=hunter2&id=3')).toBe(
      'data%5Bpassword_confirmation%5D=[redacted]&id=3',
    );
    expect(
      pairs([
        ['data[password]', 'hunter2'],
        ['api_key', 'k'],
        ['id', '3'],
      ]),
    ).toEqual([
      ['data[password]', '[redacted]'],
      ['api_key', '[redacted]'],
      ['id', '3'],
    ]);
  });

  it.each([
    ['field', 'value', 'password'],
    ['field', 'value', 'password_confirmation'],
    ['field', 'value[]', 'NetworkToken'],
    ['field', 'value[0][x]', 'api_key'],
    ['name', 'value', 'smtp_password'],
    ['preference', 'value', 'client_secret'],
    ['data[field]', 'data[value]', 'password'],
    ['Field ', ' Value', 'password'],
  ])('hides what %s and %s say of %s, in whatever order', (nameOf, valueOf, field) => {
    const given = [[nameOf, field] as const, ['id', '5'] as const, [valueOf, 'hunter2/x'] as const];
    const hidden = [[nameOf, field] as const, ['id', '5'] as const, [valueOf, '[redacted]'] as const];
    expect(pairs(given)).toEqual(hidden);
    expect(pairs([...given].reverse())).toEqual([...hidden].reverse());
    expect(createRedactor([]).with(given).text('hunter2/x and hunter2%2Fx are weak')).not.toContain('hunter2');
  });

  it('shows the value of a field that is no secret, and of another object', () => {
    for (const given of [
      [['field', 'name'] as const, ['value', 'hunter2/x'] as const],
      [['data[0][field]', 'password'] as const, ['data[1][value]', 'hunter2/x'] as const],
    ]) {
      expect(pairs(given)).toEqual(given);
      expect(createRedactor([]).with(given).text('hunter2/x')).toBe('hunter2/x');
    }
  });

  it('hides keys, client secrets and access tokens by their names', () => {
    expect(text('api_key=abc&NetworkId=n&client_secret=s')).toBe(
      'api_key=[redacted]&NetworkId=n&client_secret=[redacted]',
    );
    expect(text('{"api_key":"abc","client_secret":"s","access_token":"t","authorization":"Bearer t"}')).toBe(
      '{"api_key":"[redacted]","client_secret":"[redacted]","access_token":"[redacted]","authorization":"[redacted]"}',
    );
    expect(text('authorization: Bearer eyJhbGciOi.JIUzI1NiJ9._x-y== was refused')).toBe(
      'authorization: Bearer [redacted] was refused',
    );
  });

  it('hides the signatures of links', () => {
    expect(text('"https:\\/\\/x\\/y?X-Amz-Signature=ab%2Fc&se=1&sig=ab%2F"')).toBe(
      '"https:\\/\\/x\\/y?X-Amz-Signature=[redacted]&se=1&sig=[redacted]"',
    );
  });

  it('leaves everything else alone', () => {
    expect(text('The Bearer token is invalid')).toBe('The Bearer token is invalid');
    expect(text('Offer 3 is "active"')).toBe('Offer 3 is "active"');
    expect(createRedactor([]).text('x')).toBe('x');
  });

  // A character that stands for nothing else in any escape is between the secret and the text around it.
  const character = fc.constantFrom(...'abcXYZ0189-._~/+=&"<>% ;#\\');
  const secrets = fc.string({ unit: character, minLength: 8, maxLength: 40 });
  const pairsOfEscapes = Object.entries(ESCAPES).flatMap(([outer, escape]) =>
    Object.entries(ESCAPES).map(([inner, first]) => [`${inner}, then ${outer}`, first, escape] as const),
  );

  it.each(pairsOfEscapes)('hides any secret escaped as %s', (_name, first, then) => {
    fc.assert(
      fc.property(secrets, fc.constantFrom('', '\n', 'ä€😀', '"', '&', '%', '\\', '/'), (secret, around) => {
        const line = `|${around}|${then(first(secret))}|${around}|`;
        expect(createRedactor([secret]).text(line)).toBe(`|${around}|[redacted]|${around}|`);
      }),
      { numRuns: soak(20, 400) },
    );
  });

  it('hides every secret of a text, in whatever order they overlap', () => {
    const two = createRedactor(['abcdef12', 'ef12ghij']);
    expect(two.text('x abcdef12ghij, %61bcdef12, ef12ghij')).toBe('x [redacted], [redacted], [redacted]');
  });

  it('hides the whole of a secret that the name before it would cut', () => {
    expect(text('NetworkToken=NET a/b+c"d&x=1')).toBe('NetworkToken=[redacted]&x=1');
  });

  it('hides secrets that are no ASCII, or that look like escapes themselves', () => {
    for (const secret of ['schlüssel-€-😀', 'a%2Fb&lt;c\\u0041d', '%41%42%43%44']) {
      const { text } = createRedactor([secret]);
      for (const escape of [String, encodeURIComponent, (given: string) => JSON.stringify(given).slice(1, -1)])
        expect(text(`<${escape(secret)}>`)).toBe('<[redacted]>');
    }
  });

  it('hides secrets in every text of an error and of its causes', () => {
    const items = { code: 12345678, message: 'a 12345678', publicMessage: undefined, attributeName: '12345678' };
    const cause = new HasOffersError([items], { requestId: '12345678', target: 'Offer' });
    const error = createRedactor(['12345678']).error(new HasOffersError([items], { cause }));
    for (const each of [error, cause]) {
      expect(each.errors).toEqual([
        { code: '[redacted]', message: 'a [redacted]', publicMessage: undefined, attributeName: '[redacted]' },
      ]);
      expect(`${each.message} ${each.stack} ${each.requestId}`).not.toContain('12345678');
      expect(Object.keys(each)).not.toContain('message');
    }
    expect(cause.target).toBe('Offer');
  });
});
