import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import type { Decoded } from '../../lib/protocol/decoded.js';
import { parseOrdered } from '../../lib/protocol/ordered-json.js';
import { anyKey, idKey, jsonText, orderOf, withoutMaps } from '../support/json-text.js';

const parse = (text: string): Decoded => parseOrdered(text, { maxDepth: 64 });

describe('parseOrdered', () => {
  it('row 61: keeps the order of rows keyed by id', () => {
    const data = parse('{"data":{"114":{"Offer":{"id":"114"}},"6":{"Offer":{"id":"6"}},"108":{}}}');
    const rows = (data as { data: Map<string, Decoded> }).data;
    expect(rows).toBeInstanceOf(Map);
    expect([...rows.keys()]).toEqual(['114', '6', '108']);
    expect(rows.get('114')).toEqual({ Offer: { id: '114' } });
  });

  it('row 61: keeps it at every level', () => {
    const text =
      '{"9":{"Country":{"840":{"x":{"3":1,"2":2}},"4":{}}},"1":[{"7":1,"5":2}],"5":{"Country":{"31":[],"30":[]}}}';
    expect(orderOf(parse(text))).toEqual([
      [
        '9',
        [
          [
            'Country',
            [
              [
                '840',
                [
                  [
                    'x',
                    [
                      ['3', null],
                      ['2', null],
                    ],
                  ],
                ],
              ],
              ['4', []],
            ],
          ],
        ],
      ],
      [
        '1',
        [
          [
            ['7', null],
            ['5', null],
          ],
        ],
      ],
      [
        '5',
        [
          [
            'Country',
            [
              ['31', []],
              ['30', []],
            ],
          ],
        ],
      ],
    ]);
  });

  it('row 61: keeps it where ids and names are mixed', () => {
    const mixed = parse('{"b":1,"12":{"3":1,"2":{"x":0,"1":0}},"a":2,"7":3}') as Map<string, Decoded>;
    expect([...mixed.keys()]).toEqual(['b', '12', 'a', '7']);
    expect([...(mixed.get('12') as Map<string, Decoded>).keys()]).toEqual(['3', '2']);
  });

  it('leaves objects without such keys plain', () => {
    expect(parse('{"ES":{"id":"724"},"-1":0,"1.5":1,"3d":2}')).toEqual({
      ES: { id: '724' },
      '-1': 0,
      '1.5': 1,
      '3d': 2,
    });
    expect(parse('{}')).toEqual({});
  });

  it('is not misled by text that looks like a key', () => {
    const text = String.raw`{"a":"\"12\": x","b\"7\":":"\\","c":["9","8"],"2":"\"1\":","1":"\\\"5\":"}`;
    const value = parse(text) as Map<string, Decoded>;
    expect([...value]).toEqual([
      ['a', '"12": x'],
      ['b"7":', '\\'],
      ['c', ['9', '8']],
      ['2', '"1":'],
      ['1', '\\"5":'],
    ]);
  });

  it('knows a key written with escapes', () => {
    const value = parse(String.raw`{"\u0032":{"1":0},"1":"\u0033"}`) as Map<string, Decoded>;
    expect([...value.keys()]).toEqual(['2', '1']);
    expect(value.get('1')).toBe('3');
    const misled = parse(String.raw`{"\u0032":0,"1":{"k\"2":0}}`) as Map<string, Decoded>;
    expect([...misled.keys()]).toEqual(['2', '1']);
  });

  it('is not misled by a key that ends like one', () => {
    const value = parse(String.raw`{"a\"12":{"5":0,"4":0},"b":1}`) as Record<string, Decoded>;
    expect(orderOf(value)).toEqual([
      [
        'a"12',
        [
          ['5', null],
          ['4', null],
        ],
      ],
      ['b', null],
    ]);
  });

  it('takes white space around colons', () => {
    expect([...(parse('{ "2" : 1 ,\n"1"\t:\r\n2 }') as Map<string, Decoded>).keys()]).toEqual(['2', '1']);
  });

  it('takes the last of a key given twice, as JSON.parse does', () => {
    const value = parse('{"2":{"9":0,"8":0},"1":0,"2":{"8":1,"9":1}}') as Map<string, Decoded>;
    expect([...value.keys()]).toEqual(['2', '1']);
    expect(orderOf(parse('{"a":1,"b":{"5":0},"a":{"6":0}}'))).toEqual([
      ['a', [['6', null]]],
      ['b', [['5', null]]],
    ]);
    expect(orderOf(value.get('2') ?? null)).toEqual([
      ['8', null],
      ['9', null],
    ]);
  });

  it.each(['{"__proto__":{"polluted":1},"constructor":2,"toString":{"1":1}}', '{"x":{"__proto__":{"5":1,"4":1}}}'])(
    'takes keys such as __proto__ as data: %s',
    (text) => {
      const value = parse(text);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
      expect(JSON.stringify(withoutMaps(value))).toBe(JSON.stringify(JSON.parse(text)));
      expect(JSON.stringify(orderOf(value))).toContain('["__proto__"');
    },
  );

  it('keeps integers beyond 2^53 as strings, and no other number', () => {
    expect(parse('[9007199254740991,9007199254740992,-12345678901234567890,0.12345678901234567890]')).toEqual([
      9007199254740991,
      '9007199254740992',
      '-12345678901234567890',
      0.12345678901234568,
    ]);
    expect(parse('{"id":12345678901234567,"2":1,"1":"12345678901234567"}')).toEqual(
      new Map<string, Decoded>([
        ['id', '12345678901234567'],
        ['2', 1],
        ['1', '12345678901234567'],
      ]),
    );
    expect(parse('12345678901234567890')).toBe('12345678901234567890');
    expect(parse('[1e21,1E400,12345678901234567890.5]')).toEqual([
      1e21,
      Number.POSITIVE_INFINITY,
      12345678901234567890.5,
    ]);
  });

  it.each(['null', 'true', '0', '-0', '""', '"homepage"', '[]', '[[],{}]'])('reads %s alone', (text) => {
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n'],
    ['HTML', '<html><body>Gateway</body></html>'],
    ['a cut text', '{"response":{"status":1,"data":{"114":{"Offer":{"id":"11'],
    ['a cut list of rows', '{"2":{},"1":{}'],
    ['two texts', '{} {}'],
    ['a comment', '{"a":1 /* one */}'],
    ['a line comment', '{"a":1} // one'],
    ['a trailing comma', '{"a":1,}'],
    ['a trailing comma in a list', '[1,]'],
    ['single quotes', "{'a':1}"],
    ['NaN', '{"a":NaN}'],
    ['a byte order mark', '\uFEFF{}'],
    ['a raw line break in a string', '"a\nb"'],
  ])('refuses %s', (_, text) => {
    expect(() => parse(text)).toThrow(ProtocolError);
  });

  it('does not quote the text, which may hold secrets', () => {
    const error = (() => {
      try {
        return parse('{"NetworkToken":NETsecret}');
      } catch (caught) {
        return caught as ProtocolError;
      }
    })() as ProtocolError;
    expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toContain('NETsecret');
  });

  it.each(['[', '{"a":', '{"1":', '{"a":0,"1":'])(
    'refuses %s… nested deeper than allowed, whatever the depth',
    (open) => {
      const close = open === '[' ? ']' : '}';
      const nestedBy = (depth: number): string => open.repeat(depth) + '0' + close.repeat(depth);
      expect(() => parseOrdered(nestedBy(8), { maxDepth: 8 })).not.toThrow();
      expect(() => parseOrdered(nestedBy(9), { maxDepth: 8 })).toThrow(ProtocolError);
      expect(() => parseOrdered(nestedBy(200_000), { maxDepth: 64 })).toThrow(ProtocolError);
    },
  );

  it('reads a long string full of escapes', () => {
    const text = JSON.stringify({ 2: '"1":\\'.repeat(500_000), 1: 0 });
    expect(withoutMaps(parse(text))).toEqual(JSON.parse(text));
  });

  it('holds what JSON.parse holds, in the order of the text', () => {
    fc.assert(
      fc.property(jsonText(anyKey), ({ text, order }) => {
        const value = parse(text);
        expect(withoutMaps(value)).toEqual(JSON.parse(text));
        expect(JSON.stringify(orderOf(value))).toBe(JSON.stringify(order));
      }),
      { numRuns: 500 },
    );
  });

  it('holds what JSON.parse holds where all keys are ids', () => {
    fc.assert(
      fc.property(jsonText(idKey), ({ text, order }) => {
        expect(JSON.stringify(orderOf(parse(text)))).toBe(JSON.stringify(order));
      }),
      { numRuns: 300 },
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"1"',
      '"a"',
      '1',
      '-',
      '.5',
      'null',
      '"',
      '\\',
      '//',
      '/**/',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 9 }).map((parts) => parts.join('')),
        (text) => {
          const isJson = (() => {
            try {
              JSON.parse(text);
              return true;
            } catch {
              return false;
            }
          })();
          if (isJson) expect(withoutMaps(parse(text))).toEqual(JSON.parse(text));
          else expect(() => parse(text)).toThrow(ProtocolError);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
