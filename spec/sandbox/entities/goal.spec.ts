import { describe, expect, it } from 'vitest';
import { expectPlausible, sampleOf } from '../../support/sandbox-rows.js';

describe('rows of Goal', () => {
  it('have every column of the wire, of allowed values, and come from the seed', () => {
    expectPlausible('Goal', 27);
  });

  it('have `modified` as a number', () => {
    for (const row of sampleOf('Goal')) expect(row['modified']).toBeTypeOf('number');
  });
});
