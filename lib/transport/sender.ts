import { catchError, defer, finalize, from, map, mergeMap, type Observable, tap, throwError } from 'rxjs';
import type { Dispatcher } from 'undici';
import type { AuthParams } from './auth/authenticator.js';
import type { ClientEvent } from './events.js';
import { exchange, type HttpReply } from './http.js';
import { mapError } from './map-error.js';
import type { NormalizedOptions } from './normalize-options.js';
import { parseReply, type Reply, requestIdOf } from './reply.js';
import type { SecretKeeper } from './redactor.js';
import { type ApiRequest, createRequest } from './request.js';
import type { Upload, UploadBody, Uploads } from './upload.js';

/** Sends a call once, with its auth params. */
export type Sender = (request: ApiRequest, attempt: number, auth: AuthParams) => Observable<Reply>;

interface SenderParts {
  readonly report: (event: ClientEvent) => void;
  readonly keeper: SecretKeeper;
  readonly uploads: Uploads;
}

/** Creates the sender of one client: builds the request, sends it, parses the reply, maps errors. */
export const createSender = (
  options: NormalizedOptions,
  dispatcher: Dispatcher,
  { report, keeper, uploads }: SenderParts,
): Sender => {
  const { timeout, minTransferRate, maxReplyBytes, maxReplyDepth, maxReplyValues } = options;
  const limits = { ...timeout, minRate: minTransferRate };

  return (request, attempt, auth) => {
    const redactor = keeper.redactorOf(auth.secrets).with(request.pairs);
    const name = { target: request.target, method: request.method };
    const call = createRequest(options, auth, request);
    const started = performance.now();

    const reportReply = ({ status, headers, text }: HttpReply): void =>
      report({
        type: 'reply',
        ...name,
        status,
        duration: Math.round(performance.now() - started),
        requestId: requestIdOf(headers, redactor),
        body: () => redactor.text(text),
      });

    const send = (body?: UploadBody): Observable<HttpReply> => {
      report({ type: 'request', ...name, attempt, verb: call.verb, params: redactor.pairs(request.pairs) });
      return exchange(call, body, { dispatcher, limits, maxReplyBytes }).pipe(
        catchError((error: unknown) => {
          const failure = body?.failure();
          // What the source of an upload failed with is as it is: it is no failure of the connection.
          if (failure) return throwError(() => failure.error);
          return throwError(() => mapError(error, `${name.target}.${name.method}`, timeout, redactor.text));
        }),
      );
    };

    // Each attempt builds its own form, since a stream can be sent only once. A missing file fails here.
    const sendUpload = (upload: Upload): Observable<HttpReply> =>
      defer(() => {
        const opening = uploads.open(upload);
        const close = (): void =>
          void opening.then(
            (body) => body.close(),
            () => undefined,
          );
        return from(opening).pipe(mergeMap(send), finalize(close));
      });

    return (request.upload ? sendUpload(request.upload) : send()).pipe(
      tap(reportReply),
      map((reply) => parseReply(reply, request, { redactor, maxReplyDepth, maxReplyValues })),
      // Whatever text of the reply an error quotes passes here.
      catchError((error: unknown) => throwError(() => redactor.error(error))),
    );
  };
};
