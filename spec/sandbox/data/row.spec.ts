import { describe, expect, it } from 'vitest';
import { textIn } from '../../../lib/sandbox/store/entity.js';

describe('textIn', () => {
  it('reads scalars as text, and nothing where there is none', () => {
    const row = { id: '3', modified: 12, is_creator: true, name: null, access: ['x'] };
    expect(['id', 'modified', 'is_creator', 'name', 'access', 'other'].map((field) => textIn(row, field))).toEqual([
      ...['3', '12', 'true', '', '', ''],
    ]);
  });
});
