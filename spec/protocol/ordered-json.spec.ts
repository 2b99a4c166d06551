import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import { type Decoded, entriesOf, getKey, isDecodedObject } from '../../lib/protocol/ordered-json.js';
import { parseOrdered, visitOrdered } from '../../lib/protocol/ordered-json.js';
import { anyKey, idKey, jsonText, orderOf, withoutMaps } from '../support/json-text.js';
import { soak } from '../support/soak.js';

const parse = (text: string): Decoded => parseOrdered(text, { maxDepth: 64, maxValues: 1_000_000 });

/** The keys of the objects of a text, level by level, as JSON. */
const order = (text: string): string => JSON.stringify(orderOf(parse(text)));

describe('parseOrdered', () => {
  it('keeps the order of rows keyed by id', () => {
    const data = parse('{"data":{"114":{"Offer":{"id":"114"}},"6":{"Offer":{"id":"6"}},"108":{}}}');
    const rows = (data as { data: Map<string, Decoded> }).data;
    expect(rows).toBeInstanceOf(Map);
    expect([...rows.keys()]).toEqual(['114', '6', '108']);
    expect(rows.get('114')).toEqual({ Offer: { id: '114' } });
  });

  it('keeps it at every level', () => {
    expect(order('{"9":{"Country":{"840":{"3":1,"2":2},"4":{}}},"1":[{"7":1,"5":2}]}')).toBe(
      '[["9",[["Country",[["840",[["3",null],["2",null]]],["4",[]]]]]],["1",[[["7",null],["5",null]]]]]',
    );
  });

  it('keeps it where ids and names are mixed', () => {
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
    expect(order(String.raw`{"a\"12":{"5":0,"4":0},"b":1}`)).toBe(
      JSON.stringify([
        [
          'a"12',
          [
            ['5', null],
            ['4', null],
          ],
        ],
        ['b', null],
      ]),
    );
  });

  it('takes white space around colons', () => {
    expect([...(parse('{ "2" : 1 ,\n"1"\t:\r\n2 }') as Map<string, Decoded>).keys()]).toEqual(['2', '1']);
  });

  it('takes the last of a repeated key, as JSON.parse does', () => {
    expect(order('{"2":{"9":0,"8":0},"1":0,"2":{"8":1,"9":1}}')).toBe('[["2",[["8",null],["9",null]]],["1",null]]');
    expect(order('{"a":1,"b":{"5":0},"a":{"6":0}}')).toBe('[["a",[["6",null]]],["b",[["5",null]]]]');
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

  it.each([
    [
      'an object that mixes kinds of keys',
      '{"1":"a","b":"c","0":1}',
      [
        ['1', 'a'],
        ['b', 'c'],
        ['0', 1],
      ],
    ],
    [
      'a number that lost digits',
      '{"2":9007199254740993,"1":0}',
      [
        ['2', '9007199254740993'],
        ['1', 0],
      ],
    ],
    [
      'a nested number that lost digits',
      '{"2":{"b":-1152921504606846977},"1":0}',
      [
        ['2', { b: '-1152921504606846977' }],
        ['1', 0],
      ],
    ],
  ])('reads %s', (_, text, entries) => {
    expect([...(parse(text) as Map<string, Decoded>)]).toEqual(entries);
  });

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
    for (const text of ['{"NetworkToken":NETsecret}', '{"5":0,"NetworkToken":NETsecret'])
      expect(() => parse(text)).toThrow(/^The reply is not JSON$/);
  });

  it.each(['[', '{"a":', '{"1":', '{"a":0,"1":'])(
    'refuses %s… nested deeper than allowed, whatever the depth',
    (open) => {
      const close = open === '[' ? ']' : '}';
      const nestedBy = (depth: number): string => open.repeat(depth) + '0' + close.repeat(depth);
      expect(() => parseOrdered(nestedBy(8), { maxDepth: 8, maxValues: 1_000_000 })).not.toThrow();
      expect(() => parseOrdered(nestedBy(9), { maxDepth: 8, maxValues: 1_000_000 })).toThrow(ProtocolError);
      expect(() => parseOrdered(nestedBy(200_000), { maxDepth: 64, maxValues: 1_000_000 })).toThrow(ProtocolError);
    },
  );

  it.each([
    ['a list', '[0,0,0]', 4],
    ['objects', '[{},{}]', 5],
    ['keys that are numbers, which count as eight', '{"1":0,"2":{"a":0}}', 16],
    ['keys that are numbers in escapes', String.raw`{"\u0031":0,"\u0032":{"a":0}}`, 16],
    ['signs in strings too', '["a,[{",0]', 6],
  ])('refuses more values than allowed: %s', (_, text, values) => {
    // Spaces, since a text that is shorter than the limit is not counted.
    const spaced = text + ' '.repeat(20);
    expect(() => parseOrdered(spaced, { maxDepth: 64, maxValues: values })).not.toThrow();
    expect(() => parseOrdered(spaced, { maxDepth: 64, maxValues: values - 1 })).toThrow(
      `The reply has more than ${values - 1} values: ask for fewer rows a page (limit), or raise maxReplyValues`,
    );
  });

  it('reads a long string full of escapes', () => {
    const text = JSON.stringify({ 2: '"1":\\'.repeat(500_000), 1: 0 });
    expect(withoutMaps(parse(text))).toEqual(JSON.parse(text));
  });

  it('holds what JSON.parse holds, in the order of the text', () => {
    fc.assert(
      fc.property(jsonText(anyKey), ({ text, order: expected }) => {
        const value = parse(text);
        expect(withoutMaps(value)).toEqual(JSON.parse(text));
        expect(JSON.stringify(orderOf(value))).toBe(JSON.stringify(expected));
      }),
      { numRuns: soak(100, 500) },
    );
  });

  it('holds what JSON.parse holds where all keys are ids', () => {
    fc.assert(
      fc.property(jsonText(idKey), ({ text, order: expected }) => {
        expect(JSON.stringify(orderOf(parse(text)))).toBe(JSON.stringify(expected));
      }),
      { numRuns: soak(60, 300) },
    );
  });

  it('refuses what JSON.parse refuses', () => {
    const tokens = ['{', '}', '[', ']', ',', ':', '"1"', '"a"', '1', '-', '.5', 'null', '"', '\\', '//', '/**/', ' '];
    const text = fc.array(fc.constantFrom(...tokens), { maxLength: 9 }).map((parts) => parts.join(''));
    const accepts = (read: (text: string) => unknown, given: string): boolean => {
      try {
        read(given);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(text, (given) => {
        const isJson = accepts(JSON.parse, given);
        expect([accepts(parse, given), accepts((it) => visitOrdered(it, 64), given)]).toEqual([isJson, isJson]);
        if (isJson) expect(withoutMaps(parse(given))).toEqual(JSON.parse(given));
      }),
      { numRuns: soak(300, 1000) },
    );
  });
});

describe('visitOrdered, the fallback for what the fast path declines', () => {
  it('reads what JSON.parse reads, in the order of the text', () => {
    fc.assert(
      fc.property(jsonText(anyKey), ({ text, order: expected }) => {
        const value = visitOrdered(text, 64);
        expect(withoutMaps(value)).toEqual(JSON.parse(text));
        expect(JSON.stringify(orderOf(value))).toBe(JSON.stringify(expected));
      }),
      { numRuns: soak(50, 100) },
    );
  });

  it.each(['', ' ', '{', '{"a":1', '{"a":1,}', '[1,]', '{} {}', '{"a":1 /* */}', '// x\n{}', '{a:1}', '"x'])(
    'refuses %j, where the visitor itself would go on',
    (text) => {
      expect(() => visitOrdered(text, 8)).toThrow(ProtocolError);
    },
  );

  it('refuses deep nesting before it recurses', () => {
    expect(visitOrdered('[[[]]]', 3)).toEqual([[[]]]);
    expect(() => visitOrdered('[[[[]]]]', 3)).toThrow('The reply is nested deeper than 3 levels');
    expect(() => visitOrdered('{"a":'.repeat(500_000), 64)).toThrow(ProtocolError);
  });
});

describe('an object of a reply', () => {
  const map = parse('{"114":{"id":"114"},"6":"x"}') as Map<string, Decoded>;

  it('is a Map or a plain object', () => {
    expect([{}, { a: 1 }, map].every(isDecodedObject)).toBe(true);
    expect([null, undefined, [], 'page', '', 0, true].some(isDecodedObject)).toBe(false);
    expect(entriesOf(map).map(([key]) => key)).toEqual(['114', '6']);
    expect(entriesOf({ b: 1, a: 2 }).map(([key]) => key)).toEqual(['b', 'a']);
    expect([getKey(map, '6'), getKey({ a: null }, 'a')]).toEqual(['x', null]);
  });

  it.each(['constructor', '__proto__', 'toString', 'get', 'size'])('has no inherited key %s', (key) => {
    expect([getKey({}, key), getKey(map, key)]).toEqual([undefined, undefined]);
  });
});
