import type { IncomingHttpHeaders } from 'node:http';
import type { UploadedFile } from './wire/multipart.js';

/** A request that the sandbox received. */
export interface SandboxRequest {
  readonly verb: string;
  /** Path and query as they came. */
  readonly url: string;
  /** `''` when the request names none; a download of a raw log has `RawLog` and `download`, one for an access token `Integrator` and `authorize`. */
  readonly target: string;
  readonly method: string;
  /** Query first, then the form, decoded, in order. */
  readonly params: readonly (readonly [name: string, value: string])[];
  readonly contentType: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly files: readonly UploadedFile[];
  /** When it was read whole, in ms, by the clock of the sandbox. */
  readonly at: number;
}
