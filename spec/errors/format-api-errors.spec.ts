import { describe, expect, it } from 'vitest';
import type { ApiErrorItem } from 'rxoffers';
import { formatApiErrors } from '../../lib/errors/api-errors.js';

const item = (parts: Partial<ApiErrorItem>): ApiErrorItem => ({
  code: undefined,
  message: undefined,
  publicMessage: undefined,
  attributeName: undefined,
  ...parts,
});

describe('formatApiErrors', () => {
  it('row 139: a publicMessage alone is the text', () => {
    expect(formatApiErrors([item({ publicMessage: 'Network id is not valid' })])).toBe('Network id is not valid');
  });

  it('row 140: a code and a message, with one full stop', () => {
    expect(formatApiErrors([item({ code: 1, message: 'B' })])).toBe('Error code: 1. B.');
    expect(formatApiErrors([item({ code: 1, message: 'B.' })])).toBe('Error code: 1. B.');
  });

  it('row 141: all three', () => {
    expect(
      formatApiErrors([item({ code: 1, publicMessage: 'Could not create offer.', message: 'Name cannot be blank.' })]),
    ).toBe('Error code: 1. Could not create offer. Name cannot be blank.');
  });

  it('row 142: several, one a line', () => {
    expect(formatApiErrors([item({ publicMessage: 'A' }), item({ code: 2, message: 'B' })])).toBe(
      'A\nError code: 2. B.',
    );
  });

  it('section 2.12: a publicMessage with an attribute and no code', () => {
    expect(formatApiErrors([item({ publicMessage: 'A.', attributeName: 'name' })])).toBe('A.');
  });

  it('a message or a code alone', () => {
    expect(formatApiErrors([item({ message: 'B' })])).toBe('B');
    expect(formatApiErrors([item({ code: 'E7' })])).toBe('Error code: E7.');
    expect(formatApiErrors([item({ code: 0, message: 'B' })])).toBe('Error code: 0. B.');
  });

  it.each([[[]], [[item({})]], [[item({ publicMessage: '', message: '' }), item({ attributeName: 'x' })]]])(
    'always has a text, also for %j',
    (items) => {
      expect(formatApiErrors(items)).toBe('The API refused the call without saying why');
    },
  );
});
