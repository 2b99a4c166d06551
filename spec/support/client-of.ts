import { onTestFinished } from 'vitest';
import { type ClientOptions, HasOffers } from 'rxoffers';
import type { Sandbox, SandboxOptions } from 'rxoffers/sandbox';
import { openSandbox } from './sandbox-call.js';

/** A client of a sandbox that closes with the test. */
export const clientOf = (sandbox: Sandbox, options: Partial<ClientOptions> = {}): HasOffers => {
  const api = new HasOffers({ ...sandbox.credentials, rateLimit: false, retryDelay: 1, maxRetryDelay: 5, ...options });
  onTestFinished(() => api.close());
  return api;
};

/** A sandbox and its client. */
export const openClient = async (
  sandboxOptions: SandboxOptions = {},
  options: Partial<ClientOptions> = {},
): Promise<{ sandbox: Sandbox; api: HasOffers }> => {
  const sandbox = await openSandbox(sandboxOptions);
  return { sandbox, api: clientOf(sandbox, options) };
};

/** A request as one readable line, without credentials: `Target=Offer&Method=findById&id=3`. */
export const wireOf = (sandbox: Sandbox, index = -1): string =>
  (sandbox.requests.at(index)?.params ?? [])
    .filter(([name]) => name !== 'NetworkToken' && name !== 'NetworkId')
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
