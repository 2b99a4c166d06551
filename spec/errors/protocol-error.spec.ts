import { describe, expect, it } from 'vitest';
import { HttpError, ProtocolError } from 'rxoffers';

describe('ProtocolError', () => {
  it('section 2.12: says what is wrong with the reply, apart from HTTP', () => {
    const cause = new SyntaxError('x');
    const error = new ProtocolError('The reply is no JSON', { excerpt: '<html>', cause });
    expect(error).toMatchObject({ name: 'ProtocolError', message: 'The reply is no JSON', excerpt: '<html>', cause });
    expect(error).not.toBeInstanceOf(HttpError);
  });

  it('needs neither an excerpt nor a cause', () => {
    const error = new ProtocolError('x');
    expect(error.excerpt).toBeUndefined();
    expect('cause' in error).toBe(false);
  });
});
