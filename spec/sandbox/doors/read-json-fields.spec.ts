import { describe, expect, it } from 'vitest';
import { parseJsonFields } from '../../../lib/sandbox/http/read-request.js';

describe('readJsonFields', () => {
  it('reads the texts of an object', () => {
    expect(parseJsonFields(Buffer.from('{"a":"x","b":7,"c":"y"}'))).toEqual([
      ['a', 'x'],
      ['c', 'y'],
    ]);
  });

  it.each(['', 'null', '7', '{', '[]'])('finds none in %j', (body) => {
    expect(parseJsonFields(Buffer.from(body))).toEqual([]);
  });
});
