import { visit } from 'jsonc-parser';
import { ProtocolError } from '../errors/protocol-error.js';
import type { Decoded, DecodedMap } from './decoded.js';
import { checkDepth, isIntegerKey, isUnsafeInteger } from './json-limits.js';

type Container = Decoded[] | DecodedMap;

/** An object while it is being read; a Map keeps any key in its place, `__proto__` too. */
const finished = (container: Container): Decoded => {
  if (Array.isArray(container)) return container;
  const keys = [...container.keys()];
  return keys.some(isIntegerKey) ? container : Object.fromEntries(container);
};

const literal = (value: unknown, source: string): Decoded =>
  typeof value === 'number' && isUnsafeInteger(value) && /^-?\d+$/.test(source) ? source : (value as Decoded);

/**
 * Decodes any JSON text in its own order, token by token.
 *
 * @throws ProtocolError when the text is no JSON (comments and trailing commas are none) or is nested deeper than `maxDepth`.
 */
export const visitOrdered = (text: string, maxDepth: number): Decoded => {
  const open: { readonly container: Container; key: string }[] = [];
  let root: Decoded | undefined;

  const put = (value: Decoded): void => {
    const parent = open.at(-1);
    if (parent === undefined) root = value;
    else if (Array.isArray(parent.container)) parent.container.push(value);
    else parent.container.set(parent.key, value);
  };
  const begin = (container: Container): void => {
    checkDepth(open.length + 1, maxDepth);
    open.push({ container, key: '' });
  };
  const end = (): void => {
    const closed = open.pop();
    if (closed !== undefined) put(finished(closed.container));
  };
  const fail = (): never => {
    throw new ProtocolError('The reply is no JSON');
  };

  visit(
    text,
    {
      onObjectBegin: () => begin(new Map()),
      onArrayBegin: () => begin([]),
      onObjectProperty: (key) => {
        const parent = open.at(-1);
        if (parent !== undefined) parent.key = key;
      },
      onLiteralValue: (value, offset, length) => put(literal(value, text.slice(offset, offset + length))),
      onObjectEnd: end,
      onArrayEnd: end,
      // The visitor goes on after an error; we do not.
      onError: fail,
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  );
  return root === undefined ? fail() : root;
};
