import { describe, expect, it } from 'vitest';
import { offerFileCode } from '../../../lib/sandbox/query/contains.js';

describe('offerFileCode', () => {
  it('is the code of a text, a link for what was uploaded', () => {
    expect(offerFileCode({ id: '2', offer_id: '44', code: 'http://www.example.com' })).toBe('http://www.example.com');
    expect(offerFileCode({ id: '2', offer_id: '44', code: null }, '82')).toBe(
      'http://track.example.com/aff_f?offer_id=44&aff_id=82&file_id=2',
    );
  });
});
