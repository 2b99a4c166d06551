import { RxOffersError } from '../errors/base.js';
import { ConnectionError, TimeoutError, type TimeoutPhase } from '../errors/network-errors.js';

const PHASES: Readonly<Record<string, TimeoutPhase>> = {
  UND_ERR_CONNECT_TIMEOUT: 'connect',
  UND_ERR_HEADERS_TIMEOUT: 'headers',
  UND_ERR_BODY_TIMEOUT: 'body',
};

// The connection never stood, so nothing was sent. A reset is not here: it may come after the request was read.
const UNSENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_PRX_TLS',
]);

/** What the system or undici called the failure; a failed happy-eyeballs connect hides it in a list. */
const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  const nested = error instanceof AggregateError ? (error.errors as unknown[])[0] : error.cause;
  return nested === undefined ? undefined : codeOf(nested);
};

/** The original without what it drags along: undici's errors may hold the request, and so the token. */
const bareCause = (error: unknown, redact: (text: string) => string): Error =>
  new Error(redact(error instanceof Error ? error.message : String(error)));

/** Turns what undici and the system throw into our errors. `what` names the call: `Offer.findAll`. */
export const mapError = (
  error: unknown,
  what: string,
  timeout: Readonly<Record<TimeoutPhase, number>>,
  redact: (text: string) => string,
): Error => {
  if (error instanceof RxOffersError) return error;
  const code = codeOf(error);
  const cause = bareCause(error, redact);
  const phase = code === undefined ? undefined : PHASES[code];
  if (phase)
    return new TimeoutError(
      `${what}: no ${phase === 'connect' ? 'connection' : phase} within ${timeout[phase]} ms`,
      phase,
      timeout[phase],
      { cause },
    );
  return new ConnectionError(`${what}: ${cause.message || 'connection failed'}`, {
    code,
    unsent: UNSENT.has(code ?? ''),
    cause,
  });
};
