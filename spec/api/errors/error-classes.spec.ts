import { describe, expect, it } from 'vitest';
import {
  type ApiErrorItem,
  AuthenticationError,
  BufferOverflowError,
  ConnectionError,
  HasOffersError,
  HttpError,
  MaxRetriesError,
  ProtocolError,
  RateLimitError,
  RawLogChangedError,
  RawLogCorruptError,
  RawLogMissingError,
  RxOffersError,
  TimeoutError,
  TokenError,
  UploadError,
} from 'rxoffers';

const item = (parts: Partial<ApiErrorItem>): ApiErrorItem => ({
  code: undefined,
  message: undefined,
  publicMessage: undefined,
  attributeName: undefined,
  ...parts,
});

const cause = new Error('below');
const items = [item({ code: 3, message: 'Type is wrong.', publicMessage: 'Could not update.', attributeName: 'type' })];
const context = { target: 'OfferFile', method: 'update', requestId: 'r-1' };
const facts = { limit: 50, window: 10_000, usage: 51, retryAfter: 2_000 };
const damage = { file: 'a.zip', expected: 57, actual: 58 };

describe('an error', () => {
  it.each<[Error, object]>([
    [new RxOffersError('above', { cause }), { name: 'RxOffersError', message: 'above', cause }],
    [
      new HasOffersError(items, { ...context, cause }),
      {
        name: 'HasOffersError',
        message: 'Error code: 3. Could not update. Type is wrong.',
        errors: items,
        ...context,
        cause,
      },
    ],
    [
      new AuthenticationError(items, 401, context),
      { name: 'AuthenticationError', errors: items, status: 401, ...context },
    ],
    [new RateLimitError(items, facts, context), { name: 'RateLimitError', errors: items, ...facts, ...context }],
    [new RateLimitError([], {}), { limit: undefined, window: undefined, usage: undefined, retryAfter: undefined }],
    [
      new ConnectionError('refused', { code: 'ECONNREFUSED', unsent: true, cause }),
      { name: 'ConnectionError', code: 'ECONNREFUSED', unsent: true, cause },
    ],
    [new UploadError('changed'), { name: 'UploadError', message: 'changed' }],
    [new TokenError('failed', { cause }), { name: 'TokenError', message: 'failed', cause }],
    [new ConnectionError('reset', { unsent: false }), { code: undefined, unsent: false, cause: undefined }],
    [
      new TimeoutError('late', 'headers', 60_000, { cause }),
      { name: 'TimeoutError', phase: 'headers', limit: 60_000, cause },
    ],
    [
      new HttpError('HTTP 503', 503, { retryAfter: 5_000, excerpt: '<html>' }),
      { name: 'HttpError', status: 503, retryAfter: 5_000, excerpt: '<html>' },
    ],
    [new HttpError('HTTP 404', 404), { status: 404, retryAfter: undefined, excerpt: undefined }],
    [new ProtocolError('not JSON', { excerpt: '<html>', cause }), { name: 'ProtocolError', excerpt: '<html>', cause }],
    [new ProtocolError('not JSON'), { excerpt: undefined }],
    [
      new MaxRetriesError(4, cause),
      {
        name: 'MaxRetriesError',
        message: 'Max retries exceeded after 4 attempts: below',
        attempts: 4,
        errors: [],
        cause,
      },
    ],
    [new MaxRetriesError(2, new HasOffersError(items)), { errors: items }],
    [
      new RawLogChangedError('a.zip', 'etag 1', 'etag 2'),
      {
        message: 'a.zip changed during the download: expected etag 1, got etag 2',
        expected: 'etag 1',
        actual: 'etag 2',
      },
    ],
    [
      new RawLogCorruptError('Ragged record', { ...damage, line: 7, cause }),
      { message: 'Ragged record in a.zip, line 7: expected 57, got 58', ...damage, line: 7, cause },
    ],
    [
      new RawLogCorruptError('Bad size', damage),
      { message: 'Bad size in a.zip: expected 57, got 58', line: undefined },
    ],
    [
      new RawLogMissingError('20160920'),
      {
        name: 'RawLogMissingError',
        dirName: '20160920',
        message: "No raw logs are listed for 20160920; onMissing: 'skip' ignores missing days",
      },
    ],
    [
      new BufferOverflowError(16_384, true),
      { maxBuffer: 16_384, heard: true, message: expect.stringMatching(/16384 .*rxoffers\/operators/) as string },
    ],
    [
      new BufferOverflowError(16, false),
      { maxBuffer: 16, heard: false, message: expect.stringContaining('iterate((demand) =>') as string },
    ],
  ])('%o says what happened', (error, parts) => {
    expect(error).toBeInstanceOf(RxOffersError);
    expect(error).toMatchObject(parts);
    expect(error.name).toBe(error.constructor.name);
  });

  it('has a cause only when it was given one', () => {
    const plain = [
      new RxOffersError('x'),
      new HasOffersError(items),
      new ProtocolError('x', { excerpt: 'y' }),
      new RawLogCorruptError('x', damage),
    ];
    for (const error of plain) expect('cause' in error).toBe(false);
  });

  it('of the API has another class than one of HTTP or of the data', () => {
    expect(
      [new AuthenticationError([], 401), new RateLimitError([], {})].every((it) => it instanceof HasOffersError),
    ).toBe(true);
    expect([new HttpError('x', 500), new ProtocolError('x')].some((it) => it instanceof HasOffersError)).toBe(false);
    expect(new ProtocolError('x')).not.toBeInstanceOf(HttpError);
  });
});

describe('the message of an error of the API', () => {
  it.each<[Partial<ApiErrorItem>[], string]>([
    [[{ publicMessage: 'Network id is not valid' }], 'Network id is not valid'],
    [[{ code: 1, message: 'B' }], 'Error code: 1. B.'],
    [[{ code: 1, message: 'B.' }], 'Error code: 1. B.'],
    [[{ code: 0, message: 'B' }], 'Error code: 0. B.'],
    [
      [{ code: 1, publicMessage: 'Not created.', message: 'Name is blank.' }],
      'Error code: 1. Not created. Name is blank.',
    ],
    [[{ code: 1, publicMessage: 'Not created.' }], 'Not created.'],
    [[{ publicMessage: 'A' }, { code: 2, message: 'B' }], 'A\nError code: 2. B.'],
    [[{ publicMessage: 'A.', attributeName: 'name' }], 'A.'],
    [[{ message: 'B' }], 'B'],
    [[{ code: 'E7' }], 'Error code: E7.'],
    [[], 'The API refused the call without giving a reason'],
    [[{}], 'The API refused the call without giving a reason'],
    [[{ publicMessage: '', message: '' }, { attributeName: 'x' }], 'The API refused the call without giving a reason'],
  ])('of %j is "%s"', (parts, message) => {
    expect(new HasOffersError(parts.map(item)).message).toBe(message);
  });
});
