import { Observable } from 'rxjs';
import { ConnectionError } from '../errors/connection-error.js';
import type { Limiter } from './limiter.js';

/** Runs `work` when the limiter lets it through. A call that never reached the service gives its permit back. */
export const withPermit = <T>(limiter: Limiter, work: () => Observable<T>, onWait: () => void): Observable<T> =>
  new Observable<T>((subscriber) => {
    let granted = false;
    subscriber.add(
      limiter.acquire().subscribe({
        next: (permit) => {
          granted = true;
          const running = work().subscribe({
            next: (value) => subscriber.next(value),
            error: (error) => {
              if (error instanceof ConnectionError && error.unsent) permit.giveBack();
              subscriber.error(error);
            },
            complete: () => subscriber.complete(),
          });
          // However it ends: answered, failed or left, the service may have counted it until now.
          running.add(() => permit.answered());
          subscriber.add(running);
        },
        error: (error) => subscriber.error(error),
      }),
    );
    if (!granted && !subscriber.closed) onWait();
  });
