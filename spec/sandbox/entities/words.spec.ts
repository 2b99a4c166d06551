import { describe, expect, it } from 'vitest';
import * as words from '../../../lib/sandbox/entities/words.js';

describe('words', () => {
  it('are different within each list, and one is not ASCII so that encodings are tried', () => {
    for (const list of Object.values(words)) expect(new Set(list).size).toBe(list.length);
    expect(words.ADJECTIVES.some((word) => /[^ -~]/.test(word))).toBe(true);
  });
});
