import { describe, expect, it } from 'vitest';
import { RawLogChangedError } from 'rxoffers';
import { checkSameFile, type FileIdentity, mergeIdentity, parseIdentity, validatorOf } from '../../../lib/raw-logs/download/resume.js'; // prettier-ignore

const identity = (parts: Partial<FileIdentity>): FileIdentity => ({
  etag: undefined,
  lastModified: undefined,
  total: undefined,
  ...parts,
});

describe('file identity', () => {
  it('keeps strong ETags only', () => {
    const headers: Record<string, string> = { etag: '"a"', 'last-modified': 'date' };
    expect(parseIdentity((name) => headers[name], 7)).toEqual({ etag: '"a"', lastModified: 'date', total: 7 });
    expect(parseIdentity((name) => (name === 'etag' ? 'W/"a"' : undefined), 7)).toEqual(identity({ total: 7 }));
    expect(parseIdentity(() => undefined, undefined)).toEqual(identity({}));
  });

  it('prefers the ETag for If-Range', () => {
    expect(validatorOf(identity({ etag: '"a"', lastModified: 'd' }))).toBe('"a"');
    expect(validatorOf(identity({ lastModified: 'd' }))).toBe('d');
    expect(validatorOf(identity({ total: 5 }))).toBeUndefined();
  });

  it.each([
    [{ etag: '"a"' }, { etag: '"b"' }],
    [{ total: 1 }, { total: 2 }],
    [{ lastModified: 'x' }, { lastModified: 'y' }],
    [{ etag: '"a"', lastModified: 'x' }, { lastModified: 'y' }],
    [
      { etag: '"a"', total: 1 },
      { etag: '"a"', total: 2 },
    ],
  ])('tells %o from %o', (known, found) => {
    expect(() => checkSameFile('f', identity(known), identity(found))).toThrow(RawLogChangedError);
  });

  it.each([
    [{}, { etag: '"b"', total: 2, lastModified: 'x' }],
    [{ etag: '"a"', total: 2 }, {}],
    [
      { etag: '"a"', lastModified: 'x' },
      { etag: '"a"', lastModified: 'y' },
    ],
  ])('takes %o and %o for the same', (known, found) => {
    expect(() => checkSameFile('f', identity(known), identity(found))).not.toThrow();
  });

  it('fills what was not known', () => {
    expect(mergeIdentity(identity({ total: 5 }), identity({ total: 6, etag: '"a"' }))).toEqual(
      identity({ total: 5, etag: '"a"' }),
    );
  });
});
