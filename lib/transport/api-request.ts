import type { Pair } from '../protocol/pair.js';
import type { UploadSource } from './upload-source.js';

/** One call of the API, encoded but not yet authenticated. */
export interface ApiRequest {
  readonly target: string;
  readonly method: string;
  /** Parameters in order, without token, network id, target and method. */
  readonly pairs: readonly Pair[];
  /** A write is repeated only when it surely did not reach the server. */
  readonly kind: 'read' | 'write';
  /** The caller asks for less when the service finds this too heavy: HTTP 504 is then not repeated. */
  readonly divisible?: boolean;
  /** A file to send with the call (`OfferFile.create`). */
  readonly upload?: Upload;
}

export interface Upload {
  readonly source: UploadSource;
  /** Name of the part (`data[filename]`); the part's own file name is that of the source. */
  readonly partName: string;
  readonly fileName: string;
}
