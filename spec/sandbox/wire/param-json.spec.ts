import { describe, expect, it } from 'vitest';
import { parseBrackets } from '../../../lib/sandbox/wire/params.js';
import { paramJson } from '../../../lib/sandbox/wire/params.js';

describe('paramJson', () => {
  it('makes lists of what PHP would call lists, and objects of the rest', () => {
    const params = parseBrackets([
      ['a[]', 'x'],
      ['a[]', 'y'],
      ['b[k][]', 'z'],
      ['c[2]', 'w'],
    ]);
    expect(paramJson(params)).toEqual(
      new Map<string, unknown>([
        ['a', ['x', 'y']],
        ['b', new Map([['k', ['z']]])],
        ['c', new Map([['2', 'w']])],
      ]),
    );
    expect(paramJson('x')).toBe('x');
  });
});
