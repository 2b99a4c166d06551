import { describe, expect, it } from 'vitest';
import { parseBrackets } from '../../../lib/sandbox/wire/params.js';
import type { Param } from '../../../lib/sandbox/wire/params.js';

const plain = (param: Param): unknown =>
  typeof param === 'string' ? param : [...param].map(([key, value]) => [key, plain(value)]);

describe('decodeBrackets', () => {
  it('decodes what is nested', () => {
    const params = parseBrackets([['filters[id][GREATER_THAN]', '3']]);
    expect(plain(params)).toEqual([['filters', [['id', [['GREATER_THAN', '3']]]]]]);
  });

  it('numbers what has empty brackets, on any level', () => {
    const params = parseBrackets([
      ['filters[status][]', 'active'],
      ['filters[status][]', 'paused'],
      ['fields[]', 'id'],
    ]);
    expect(plain(params)).toEqual([
      [
        'filters',
        [
          [
            'status',
            [
              ['0', 'active'],
              ['1', 'paused'],
            ],
          ],
        ],
      ],
      ['fields', [['0', 'id']]],
    ]);
  });

  it('keeps the last of two equal names', () => {
    expect(
      plain(
        parseBrackets([
          ['id', '1'],
          ['id', '2'],
        ]),
      ),
    ).toEqual([['id', '2']]);
  });

  it('takes any name for a key, also __proto__', () => {
    expect(plain(parseBrackets([['data[__proto__]', 'x']]))).toEqual([['data', [['__proto__', 'x']]]]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});
