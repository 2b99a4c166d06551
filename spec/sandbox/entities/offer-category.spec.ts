import { describe, it } from 'vitest';
import { expectPlausible } from '../../support/sandbox-rows.js';

describe('rows of OfferCategory', () => {
  it('have every column of the wire, of allowed values, and come from the seed', () => {
    expectPlausible('OfferCategory', 6);
  });
});
