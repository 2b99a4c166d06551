import { describe, expect, it } from 'vitest';
import { nearestName } from '../../lib/protocol/nearest-name.js';

const NAMES = ['findAll', 'findAllIds', 'findById', 'update', 'updateField', 'Tag', 'AdManager'];

describe('nearestName', () => {
  it.each([
    ['findAl', 'findAll'],
    ['fnidAll', 'findAll'],
    ['findall', 'findAll'],
    ['findAllId', 'findAllIds'],
    ['findByld', 'findById'],
    ['updateFeild', 'updateField'],
    ['AdManagr', 'AdManager'],
    ['tga', 'Tag'],
    ['findAll', 'findAll'],
  ])('takes %j for %j', (name, nearest) => {
    expect(nearestName(name, NAMES)).toBe(nearest);
  });

  it.each(['', 'x', 'test', 'brandNew', 'findNothingAtAll', 'update'.repeat(1_000)])(
    'takes %j for no other',
    (name) => {
      expect(nearestName(name, NAMES)).toBeUndefined();
    },
  );
});
