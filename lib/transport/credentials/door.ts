import type { ClientOptions } from '../options.js';
import type { Credentials } from './credentials.js';

/** One kind of client, as its options see it. */
export interface Door<Options extends ClientOptions> {
  /** The options that say who asks. */
  readonly names: readonly string[];
  /** @throws TypeError that names the option; a secret is never quoted. */
  readonly credentialsOf: (options: Options) => Credentials;
}
