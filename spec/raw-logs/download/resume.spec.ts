import { describe, expect, it } from 'vitest';
import { RawLogChangedError } from 'rxoffers';
import { Interruption } from '../../../lib/raw-logs/download/download-options.js';
import type { FileResponse } from '../../../lib/raw-logs/download/response.js';
import {
  type FileIdentity,
  mergeIdentity,
  parseContentRange,
  type Progress,
  rangeHeaders,
  startProgress,
  validateResponse,
} from '../../../lib/raw-logs/download/resume.js';
import { createRedactor } from '../../../lib/transport/redactor.js';

const identity = (parts: Partial<FileIdentity>): FileIdentity => ({
  ...{ etag: undefined, lastModified: undefined, total: undefined },
  ...parts,
});
const at = (offset: number, known: Partial<FileIdentity> = {}): Progress => ({
  ...startProgress(identity(known)),
  offset,
});
const response = (status: number, headers: Record<string, string> = {}): FileResponse => ({
  status,
  redactor: createRedactor([]),
  header: (name) => headers[name],
  next: () => Promise.resolve(undefined),
  close: () => undefined,
});
const range = (status: number, contentRange: string): FileResponse =>
  response(status, { 'content-range': contentRange });

describe('parseContentRange', () => {
  it.each([
    ['bytes 5-9/10', { start: 5, end: 9, total: 10 }],
    [' Bytes 0-0/1 ', { start: 0, end: 0, total: 1 }],
    ['bytes 5-9/*', { start: 5, end: 9, total: undefined }],
    ['bytes */10', { start: undefined, end: undefined, total: 10 }],
  ])('parses %j', (header, parsed) => {
    expect(parseContentRange(header)).toEqual(parsed);
  });

  it.each([
    undefined, '', 'bytes', 'bytes 5-9', 'bytes 9-5/10', 'bytes 5-10/10', 'bytes -9/10', 'items 5-9/10', 'bytes 5-9/ten',
    `bytes 0-9/${'9'.repeat(30)}`, `bytes ${' '.repeat(100_000)}x`,
  ])('finds no range in %j', (header) => {
    expect(parseContentRange(header)).toBeUndefined();
  }); // prettier-ignore
});

describe('rangeHeaders', () => {
  it.each([
    ['the rest', {}, 5, undefined, { range: 'bytes=5-' }],
    ['a range if the ETag is the same', { etag: '"a"', lastModified: 'd' }, 5, 10, { range: 'bytes=5-9', 'if-range': '"a"' }],
    ['a range if the date is the same', { lastModified: 'd' }, 0, 1, { range: 'bytes=0-0', 'if-range': 'd' }],
  ] as const)('request %s', (_, known, from, to, headers) => {
    expect(rangeHeaders(identity(known), from, to)).toEqual(headers);
  }); // prettier-ignore
});

it('mergeIdentity adds what was unknown', () => {
  const found = identity({ total: 6, etag: '"a"', lastModified: 'd' });
  expect(mergeIdentity(identity({ total: 5 }), found)).toEqual({ etag: '"a"', lastModified: 'd', total: 5 });
});

describe('validateResponse', () => {
  it('learns the identity of the file from the first response, but no weak ETag', () => {
    const progress = at(0);
    const headers = { 'content-length': '10', etag: '"a"', 'last-modified': 'd' };
    expect(validateResponse(response(200, headers), progress, 'f')).toBe(0);
    expect(progress.identity).toEqual({ total: 10, etag: '"a"', lastModified: 'd' });
    const weak = at(0);
    validateResponse(response(200, { etag: 'W/"a"' }), weak, 'f');
    expect(weak.identity).toEqual(identity({}));
  });

  it.each<[string, FileResponse, Partial<FileIdentity>, number | 'end']>([
    ['the next byte', range(206, 'bytes 5-9/10'), { total: 10 }, 5],
    ['the next byte of a file of unknown length', range(206, 'bytes 5-9/10'), {}, 5],
    ['the whole file again', response(200, { 'content-length': '10' }), { total: 10 }, 0],
    ['a body of unknown length', response(200, { 'content-length': 'x' }), {}, 0],
    ['an identity encoding', response(200, { 'content-encoding': 'identity' }), {}, 0],
    ['a 416 at the end of a file of unknown length', range(416, 'bytes */5'), {}, 'end'],
    ['another ETag than none', response(200, { etag: '"b"', 'last-modified': 'x' }), {}, 0],
    ['no identity', response(200), { etag: '"a"', total: 10 }, 0],
    ['another date with the same ETag', response(200, { etag: '"a"', 'last-modified': 'y' }), { etag: '"a"', lastModified: 'x' }, 0],
  ])('accepts %s', (_, from, known, point) => {
    expect(validateResponse(from, at(5, known), 'f')).toBe(point);
  }); // prettier-ignore

  it.each<[FileResponse, Partial<FileIdentity>]>([
    ...['bytes 4-9/10', 'bytes 6-9/10', 'bytes 5-9/*', 'bytes */10', 'x', ''].map(
      (header) => [range(206, header), { total: 10 }] as [FileResponse, Partial<FileIdentity>],
    ),
    [response(206), { total: 10 }],
    [range(416, 'bytes */10'), { total: 10 }],
    [response(416), { total: 10 }],
  ])('cannot use a wrong range, and no longer requests ranges (%#)', (from, known) => {
    const progress = at(5, known);
    expect(() => validateResponse(from, progress, 'f')).toThrow(Interruption);
    expect(progress.ranges).toBe(false);
  });

  it('accepts no range that it did not request', () => {
    const progress = { ...at(5, { total: 10 }), ranges: false };
    expect(() => validateResponse(range(206, 'bytes 5-9/10'), progress, 'f')).toThrow(/expected byte 5, got "bytes 5/);
  });

  it.each<[string, FileResponse, Partial<FileIdentity>]>([
    ['another size in a 206', range(206, 'bytes 5-9/11'), { total: 10 }],
    ['another size', response(200, { 'content-length': '11' }), { total: 10 }],
    ['another ETag', response(200, { etag: '"b"' }), { etag: '"a"' }],
    ['another date', response(200, { 'last-modified': 'y' }), { lastModified: 'x' }],
    ['another date without an ETag', response(200, { 'last-modified': 'y' }), { etag: '"a"', lastModified: 'x' }],
    ['another size with the same ETag', response(200, { etag: '"a"', 'content-length': '2' }), { etag: '"a"', total: 1 }],
    ['a 416 of a shorter file', range(416, 'bytes */4'), { total: 10 }],
    ['a 416 of a shorter file of unknown length', range(416, 'bytes */4'), {}],
  ])('notices a changed file by %s', (_, from, known) => {
    expect(() => validateResponse(from, at(5, known), 'f')).toThrow(RawLogChangedError);
  }); // prettier-ignore

  it('takes a body whatever its content-encoding', () => {
    expect(validateResponse(response(200, { 'content-encoding': 'gzip' }), at(0), 'f')).toBe(0);
  });
});
