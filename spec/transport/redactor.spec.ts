import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../lib/transport/redactor.js';

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

  it('leaves everything else alone', () => {
    expect(text('The Bearer token is invalid')).toBe('The Bearer token is invalid');
    expect(text('Offer 3 is "active"')).toBe('Offer 3 is "active"');
    expect(createRedactor([]).text('x')).toBe('x');
  });
});
