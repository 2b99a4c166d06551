import { describe, it } from 'vitest';
import { expectPlausible } from '../../support/sandbox-rows.js';

describe('rows of Tag', () => {
  it('have every column of the wire, of allowed values, and come from the seed', () => {
    expectPlausible('Tag', 9);
  });
});
