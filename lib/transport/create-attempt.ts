import type { Observable } from 'rxjs';
import type { ApiRequest } from './api-request.js';
import type { ClientEvent, WaitReason } from './client-event.js';
import type { Access } from './credentials/access.js';
import type { Gate } from './gate.js';
import type { Limiter } from './limiter.js';
import type { Reply } from './reply.js';
import type { Sender } from './sender.js';
import { withPermit } from './with-permit.js';

/** What a call passes on its way out. */
export interface AttemptParts {
  readonly access: Access;
  readonly gate: Gate;
  readonly limiter: Limiter;
  readonly send: Sender;
  readonly report: (event: ClientEvent) => void;
}

/** Sends a call once; once more where its access token was refused. `next` numbers the requests that go out. */
export type Attempt = (request: ApiRequest, next: () => number) => Observable<Reply>;

/** Makes the attempts of one client: an access token, then a place among the calls in flight, then the limiter's leave. */
export const createAttempt =
  ({ access, gate, limiter, send, report }: AttemptParts): Attempt =>
  (request, next) => {
    const { target, method } = request;
    const waits = (reason: WaitReason) => () => report({ type: 'waiting', target, method, reason });
    let number = 0;
    // The token before the place and the permit: who waits for it holds up nobody.
    return access.enter(
      (proof) =>
        gate.pass(
          () => withPermit(limiter, () => send(request, (number = next()), proof()), waits('rate limit')),
          waits('concurrency'),
        ),
      {
        waits: waits('access token'),
        refused: ({ message: reason }) => report({ type: 'retry', target, method, attempt: number, delay: 0, reason }),
      },
    );
  };
