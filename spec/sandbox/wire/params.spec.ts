import { describe, expect, it } from 'vitest';
import { parseBrackets } from '../../../lib/sandbox/wire/params.js';
import { listOf, mapOf, textOf } from '../../../lib/sandbox/wire/params.js';

const params = parseBrackets([
  ['id', '3'],
  ['fields[]', 'id'],
  ['fields[]', 'name'],
  ['contain', 'Country'],
  ['data[name]', 'x'],
]);

describe('textOf', () => {
  it('reads a text, and nothing of an array', () => {
    expect(textOf(params, 'id')).toBe('3');
    expect(textOf(params, 'fields')).toBeUndefined();
    expect(textOf(params, 'page')).toBeUndefined();
  });
});

describe('mapOf', () => {
  it('reads an array, empty where there is none', () => {
    expect([...mapOf(params, 'data')]).toEqual([['name', 'x']]);
    expect(mapOf(params, 'id').size).toBe(0);
    expect(mapOf(params, 'filters').size).toBe(0);
  });
});

describe('listOf', () => {
  it('reads a list, and a single text as a list of one', () => {
    expect(listOf(params, 'fields')).toEqual(['id', 'name']);
    expect(listOf(params, 'contain')).toEqual(['Country']);
    expect(listOf(params, 'sort')).toEqual([]);
  });
});
