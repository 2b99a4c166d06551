import { type AccessTokens, createAccessTokens } from './access-tokens.js';
import { type DoorOptions, openDoors, type OpenDoors } from './door-options.js';

/** The ways in beside the network's token. */
export interface Doors extends OpenDoors {
  readonly tokens: AccessTokens;
  /** Whether an access token is good here. */
  readonly accepts: (token: string) => boolean;
}

/** Makes the doors of a sandbox. @throws RangeError for a lifetime of tokens that is none. */
export const createDoors = (options: DoorOptions, now: () => number): Doors => {
  const open = openDoors(options);
  const tokens = createAccessTokens(open.tokenLifetime, now);
  return { ...open, tokens, accepts: (token) => tokens.knows(token) || options.trusts?.knowsToken(token) === true };
};
