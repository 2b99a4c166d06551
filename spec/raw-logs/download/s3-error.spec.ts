import { describe, expect, it } from 'vitest';
import { isLinkRefusal, isPassing, parseS3Error } from '../../../lib/raw-logs/download/response.js';

describe('S3 errors', () => {
  it('reads code and message and nothing else', () => {
    const xml =
      '<?xml version="1.0"?>\n<Error><Code>SignatureDoesNotMatch</Code><Message>no\nmatch</Message><StringToSign>SECRET</StringToSign></Error>';
    expect(parseS3Error(xml)).toEqual({ code: 'SignatureDoesNotMatch', message: 'no\nmatch' });
    expect(parseS3Error('<Error><Code>X</Code></Error>')).toEqual({ code: 'X', message: undefined });
  });

  it.each(['', 'PK', '<html><Code>X</Code></html>', '<Error></Error>', '<Error><Code></Code></Error>'])(
    'takes %j for no such document',
    (text) => {
      expect(parseS3Error(text)).toBeUndefined();
    },
  );

  it('knows when a fresh link may help', () => {
    expect(isLinkRefusal(403, undefined)).toBe(true);
    expect(isLinkRefusal(401, undefined)).toBe(true);
    expect(isLinkRefusal(400, { code: 'ExpiredToken', message: undefined })).toBe(true);
    expect(isLinkRefusal(400, { code: 'InvalidArgument', message: undefined })).toBe(false);
    expect(isLinkRefusal(404, undefined)).toBe(false);
  });

  it('knows when time may help', () => {
    for (const status of [408, 429, 500, 503]) expect(isPassing(status, undefined)).toBe(true);
    expect(isPassing(400, { code: 'RequestTimeout', message: undefined })).toBe(true);
    for (const status of [301, 400, 403, 404]) expect(isPassing(status, undefined)).toBe(false);
  });
});
