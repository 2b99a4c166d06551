import type { FileIdentity } from './file-identity.js';

/** How far a download is, and of which file. One per download, changed as bytes are handed on. */
export interface Progress {
  /** The next byte wanted. */
  offset: number;
  /** CRC-32 of the bytes handed on, while no strong ETag vouches for them. */
  crc: number;
  identity: FileIdentity;
  /** False once the server was seen to ignore ranges or to get them wrong. */
  ranges: boolean;
}

export const startProgress = (identity: FileIdentity): Progress => ({ offset: 0, crc: 0, identity, ranges: true });
