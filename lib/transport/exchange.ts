import type { Readable } from 'node:stream';
import { Observable } from 'rxjs';
import { type Dispatcher, request } from 'undici';
import type { HttpCall } from './build-request.js';
import { readBody } from './read-body.js';

/** What came back, read whole. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** A body with the headers that describe it. */
export interface HttpBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Readable | Buffer;
}

/** How one request is sent. */
export interface ExchangeOptions {
  readonly dispatcher: Dispatcher;
  readonly timeout: { readonly headers: number; readonly body: number };
  readonly maxReplyBytes: number;
}

const send = async (
  call: HttpCall,
  upload: HttpBody | undefined,
  options: ExchangeOptions,
  signal: AbortSignal,
): Promise<HttpReply> => {
  const { statusCode, headers, body } = await request(call.url, {
    method: call.verb,
    headers: { ...call.headers, ...upload?.headers },
    body: upload?.content ?? call.body ?? null,
    dispatcher: options.dispatcher,
    signal,
    headersTimeout: options.timeout.headers,
    bodyTimeout: options.timeout.body,
  });
  // Read whatever the status: an unread body keeps its connection busy.
  const text = await readBody(body, headers['content-encoding'], options.maxReplyBytes);
  return { status: statusCode, headers, text };
};

/** One request and its reply. Cold; emits once; unsubscribing closes the socket, whatever it is doing. */
export const exchange = (
  call: HttpCall,
  upload: HttpBody | undefined,
  options: ExchangeOptions,
): Observable<HttpReply> =>
  new Observable((subscriber) => {
    const abort = new AbortController();
    send(call, upload, options, abort.signal).then(
      (reply) => {
        subscriber.next(reply);
        subscriber.complete();
      },
      (error: unknown) => subscriber.error(error),
    );
    return () => abort.abort();
  });
