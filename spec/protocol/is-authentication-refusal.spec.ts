import { describe, expect, it } from 'vitest';
import { isAuthenticationRefusal } from '../../lib/protocol/envelope.js';

const saying = (publicMessage: string | undefined, message?: string) => [
  { code: undefined, message, publicMessage, attributeName: undefined },
];

describe('isAuthenticationRefusal', () => {
  it.each([
    'NetworkToken NETxyz is not authenticated',
    'IP 10.1.2.3 is not white-listed',
    'IP 10.1.2.3 is not whitelisted for this network',
    'Network id is not valid',
  ])('row 143: %s', (text) => {
    expect(isAuthenticationRefusal(saying(text))).toBe(true);
    expect(isAuthenticationRefusal(saying(undefined, text))).toBe(true);
    expect(isAuthenticationRefusal(saying('Could not do it.', text))).toBe(true);
    expect(isAuthenticationRefusal([...saying('Other.'), ...saying(text)])).toBe(true);
  });

  it.each([
    'Row id is negative',
    'Missing required argument: id',
    "Field 'token' does not exist or is not allowed to be used.",
    'API usage exceeded rate limit.',
    'Offer id is not valid',
    '',
  ])('%j is about what was asked, not who asks', (text) => {
    expect(isAuthenticationRefusal(saying(text))).toBe(false);
  });

  it('takes no errors for none', () => {
    expect(isAuthenticationRefusal([])).toBe(false);
    expect(isAuthenticationRefusal(saying(undefined))).toBe(false);
  });
});
