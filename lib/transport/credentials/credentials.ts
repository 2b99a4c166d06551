import type { Integrator } from './integrator.js';

/** Who asks: one of the three ways to be let in. */
export type Credentials =
  | { readonly kind: 'network token'; readonly networkId: string; readonly networkToken: string }
  | { readonly kind: 'api key'; readonly networkId: string; readonly apiKey: string }
  | { readonly kind: 'integrator'; readonly networkId: string; readonly integrator: Integrator };
