import { AuthenticationError } from '../../errors/authentication-error.js';

/** Unverified: how the integrator API words the refusal of an access token was never seen; these are the words for a network token. */
const REFUSED_TOKEN = /not authenticated/i;

/** Whether a call was refused for its access token, not for its network, its address or what it asked. */
export const isTokenRefusal = (error: unknown): error is AuthenticationError =>
  error instanceof AuthenticationError && (error.status === 401 || REFUSED_TOKEN.test(error.message));
