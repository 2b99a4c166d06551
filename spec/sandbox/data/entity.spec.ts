import { describe, expect, it } from 'vitest';
import { randomFor } from '../../../lib/sandbox/store/random.js';
import { reference } from '../../../lib/sandbox/store/entity.js';

describe('reference', () => {
  it('names a row that is there', () => {
    const draws = randomFor(1, 'x');
    const ids = Array.from({ length: 50 }, (_, index) => reference(draws(index), 3));
    expect(new Set(ids)).toEqual(new Set(['1', '2', '3']));
  });

  it('names none of a table that is empty', () => {
    expect(reference(randomFor(1, 'x')(1), 0)).toBeNull();
  });
});
