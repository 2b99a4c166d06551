import type { Observable } from 'rxjs';
import type { Proof } from './proof.js';

/** Hears what a call goes through to be let in. */
export interface AccessListener {
  /** The call waits for an access token. */
  readonly waits: () => void;
  /** The access token was refused; the call is made once more with a fresh one. */
  readonly refused: (error: Error) => void;
}

/** Lets the calls of one client in. */
export interface Access {
  /**
   * Runs `work`, which makes one call, with what it has to carry. The proof is asked for as late as possible: a call may
   * have to wait for its turn, and the token of before be gone by then.
   */
  enter<T>(work: (proof: () => Proof) => Observable<T>, listener: AccessListener): Observable<T>;
}
