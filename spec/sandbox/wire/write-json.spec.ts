import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../lib/sandbox/wire/json.js';
import { writeJson } from '../../../lib/sandbox/wire/json.js';

describe('writeJson', () => {
  it('keeps the order of a map whose keys look like integers', () => {
    const rows = new Map([
      ['114', { id: '114' }],
      ['6', { id: '6' }],
    ]);
    expect(writeJson({ data: rows })).toBe('{"data":{"114":{"id":"114"},"6":{"id":"6"}}}');
  });

  it('escapes slashes and what is not ASCII as PHP does', () => {
    expect(writeJson({ url: 'http://a/ů' })).toBe('{"url":"http:\\/\\/a\\/\\u016f"}');
  });

  it('says the same as JSON.stringify', () => {
    const values = fc.jsonValue({ maxDepth: 4 });
    fc.assert(
      fc.property(values, (value) => {
        expect(JSON.parse(writeJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
