import { describe, expect, it } from 'vitest';
import { parseS3Error } from '../../../lib/raw-logs/download/response.js';
import { linkError, noSuchKey, s3Error } from '../../../lib/sandbox/raw-logs/links.js';

const text = ({ body }: { readonly body: Buffer }): string => body.toString();

describe('s3Error', () => {
  it('is XML that our own download understands', () => {
    const reply = s3Error(503, 'SlowDown', 'Reduce your <rate>');
    expect([reply.status, reply.headers['content-type']]).toEqual([503, 'application/xml']);
    expect(parseS3Error(text(reply))).toEqual({ code: 'SlowDown', message: 'Reduce your &lt;rate&gt;' });
  });
});

describe('linkError', () => {
  it('says why a link does not open', () => {
    expect(text(linkError('unsigned', 0))).toMatch('<Code>AccessDenied</Code><Message>Access Denied</Message>');
    expect(text(linkError('forged', 0))).toMatch('<Code>SignatureDoesNotMatch</Code>');
    const expired = linkError({ expiredAt: 1_473_411_600_000 }, 1_473_411_601_000);
    expect(expired.status).toBe(403);
    expect(text(expired)).toMatch(
      '<Error><Code>AccessDenied</Code><Message>Request has expired</Message>' +
        '<Expires>2016-09-09T09:00:00Z</Expires><ServerTime>2016-09-09T09:00:01Z</ServerTime>',
    );
  });
});

describe('noSuchKey', () => {
  it('names the file', () => {
    const reply = noSuchKey('clicks/20160909/a.zip');
    expect(reply.status).toBe(404);
    expect(text(reply)).toMatch('<Code>NoSuchKey</Code>');
    expect(text(reply)).toMatch('<Key>clicks/20160909/a.zip</Key>');
  });
});
