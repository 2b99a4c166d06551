import { describe, expect, it } from 'vitest';
import { methodNames, methodOf } from '../../../lib/catalog/methods.js';
import { METHODS } from '../../../lib/catalog/generated/methods.js';
import { unknownAnswer } from '../../../lib/sandbox/catalog/catalog-handler.js';
import { catalogCallOf } from './catalog-call-of.js';

const unknown = Object.keys(METHODS).flatMap((target) =>
  methodNames(target)
    .filter((method) => methodOf(target, method)?.kind === 'unknown')
    .map((method) => `${target}.${method}`),
);

const answers = (isRead: boolean): string[] =>
  unknown
    .map((name) => catalogCallOf(name))
    .filter(({ facts }) => facts.isRead === isRead)
    .map((call) => JSON.stringify(unknownAnswer(call)));

describe('unknownAnswer', () => {
  it('differs from method to method', () => {
    expect(unknown).toHaveLength(42);
    expect(new Set(answers(false))).toEqual(new Set(['true', 'null']));
    expect(new Set(answers(true).map((text) => text.charAt(0)))).toEqual(new Set(['[', '{', '"']));
  });

  it('is the same each time', () => {
    expect(answers(true)).toEqual(answers(true));
  });
});
