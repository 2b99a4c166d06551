import { catchError, defer, map, mergeMap, type Observable, of, tap, throwError } from 'rxjs';
import type { Dispatcher } from 'undici';
import type { AuthParams } from './auth/credentials.js';
import type { ClientEvent } from './events.js';
import { exchange, type HttpBody, type HttpReply } from './http.js';
import { mapError } from './map-error.js';
import type { NormalizedOptions } from './normalize-options.js';
import { parseReply, type Reply } from './reply.js';
import { createRedactor, type Redactor } from './redactor.js';
import { type ApiRequest, createRequest } from './request.js';
import { uploadBody } from './upload.js';

/** Sends one call once, with what lets it in. */
export type Sender = (request: ApiRequest, attempt: number, proof: AuthParams) => Observable<Reply>;

/** Makes the sender of one client: builds the request, exchanges it, reads the reply, names what went wrong. */
export const createSender = (
  options: NormalizedOptions,
  dispatcher: Dispatcher,
  report: (event: ClientEvent) => void,
): Sender => {
  const { timeout, maxReplyBytes, maxReplyDepth } = options;
  const redactors = new WeakMap<AuthParams, Redactor>();
  const redactorOf = (proof: AuthParams): Redactor => {
    const made = redactors.get(proof) ?? createRedactor(proof.secrets);
    redactors.set(proof, made);
    return made;
  };

  return (request, attempt, proof) => {
    // The service may quote a password it refuses, in words of its own.
    const redactor = redactorOf(proof).knowing(request.pairs);
    const name = { target: request.target, method: request.method };
    const call = createRequest(options.endpoint, proof, request);
    const started = performance.now();

    const replied = ({ status, headers, text }: HttpReply): void =>
      report({
        type: 'reply',
        ...name,
        status,
        duration: Math.round(performance.now() - started),
        requestId: headers['x-request-id']?.toString(),
        body: () => redactor.text(text),
      });

    const sent = (body: HttpBody | undefined): Observable<HttpReply> => {
      report({ type: 'request', ...name, attempt, verb: call.verb, params: redactor.pairs(request.pairs) });
      return exchange(call, body, { dispatcher, timeout, maxReplyBytes }).pipe(
        catchError((error: unknown) =>
          throwError(() => mapError(error, `${name.target}.${name.method}`, timeout, redactor.text)),
        ),
      );
    };

    // The form is built anew for each attempt, since one that was sent cannot be sent again; a missing file fails here.
    const { upload } = request;
    const body: Observable<HttpBody | undefined> = upload ? defer(() => uploadBody(upload)) : of(undefined);
    return body.pipe(
      mergeMap(sent),
      tap(replied),
      map((reply) => parseReply(reply, request, { redactor, maxReplyDepth, now: Date.now })),
    );
  };
};
