import { RxOffersError } from '../errors/base.js';
import { ConnectionError, TimeoutError } from '../errors/network-errors.js';
import { TransferTimeout } from './watched-dispatcher.js';

/** The timers that undici has: of our own pools the first alone is in use. */
const PHASES: Readonly<Record<string, 'connect' | 'headers' | 'body'>> = {
  UND_ERR_CONNECT_TIMEOUT: 'connect',
  UND_ERR_HEADERS_TIMEOUT: 'headers',
  UND_ERR_BODY_TIMEOUT: 'body',
};

// No connection was made, so nothing was sent. A reset is not here: the server may have read the request before it.
const UNSENT_CODES = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_PRX_TLS',
]);

/** The code of the operating system or undici. A failed connect to several addresses (happy eyeballs) has it in a list. */
const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  const nested = error instanceof AggregateError ? (error.errors as unknown[])[0] : error.cause;
  return nested === undefined ? undefined : codeOf(nested);
};

/** The message of the original alone: undici's errors may hold the request, and with it the token. */
const bareCause = (error: unknown, redact: (text: string) => string): Error =>
  new Error(redact(error instanceof Error ? error.message : String(error)));

/** Maps an error of undici or the operating system to an error of this library. `name` is that of the call: `Offer.findAll`. */
export const mapError = (
  error: unknown,
  name: string,
  timeout: Readonly<Record<'connect' | 'headers' | 'body', number>>,
  redact: (text: string) => string,
): Error => {
  if (error instanceof RxOffersError) return error;
  if (error instanceof TransferTimeout) return new TimeoutError(`${name}: ${error.message}`, error.phase, error.limit);
  const code = codeOf(error);
  const cause = bareCause(error, redact);
  const phase = code === undefined ? undefined : PHASES[code];
  if (phase)
    return new TimeoutError(
      `${name}: no ${phase === 'connect' ? 'connection' : phase} within ${timeout[phase]} ms`,
      phase,
      timeout[phase],
      { cause },
    );
  return new ConnectionError(`${name}: ${cause.message || 'connection failed'}`, {
    code,
    unsent: UNSENT_CODES.has(code ?? ''),
    cause,
  });
};
