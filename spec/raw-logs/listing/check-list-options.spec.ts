import { describe, expect, it } from 'vitest';
import { checkListOptions } from '../../../lib/raw-logs/listing/log-lists.js';

const KNOWN = ['demand', 'onMissing'];

describe('checkListOptions', () => {
  it.each([{}, { onMissing: 'skip' }, { onMissing: 'error' }, { onMissing: undefined, demand: undefined }])(
    'takes %j',
    (options) => {
      expect(() => checkListOptions(options, KNOWN)).not.toThrow();
    },
  );

  it.each([[null], [{ onMissing: 'ignore' }], [{ onMissing: null }], [{ onmissing: 'skip' }], [{ demand: 1 }]])(
    'refuses %j',
    (options) => {
      expect(() => checkListOptions(options, KNOWN)).toThrow(TypeError);
    },
  );

  it('refuses what this listing does not know', () => {
    expect(() => checkListOptions({ onMissing: 'skip' }, ['demand'])).toThrow('has no "onMissing"');
  });
});
