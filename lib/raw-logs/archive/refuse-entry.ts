import type { Damage } from './damage.js';
import { type LocalHeader, nameOf } from './local-header.js';

export const STORED = 0;
export const DEFLATED = 8;

const METHODS: Readonly<Record<number, string>> = {
  1: 'shrunk',
  6: 'imploded',
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'XZ',
  97: 'WavPack',
  98: 'PPMd',
  99: 'AES',
};

const ENCRYPTED = 0x01 | 0x40 | 0x2000;
const PATCH = 0x20;

/** Throws for an entry that cannot be read, naming the reason. */
export const refuseEntry = (header: LocalHeader, damage: Damage): void => {
  const { flags, method } = header;
  const entry = `entry ${nameOf(header)}`;
  if ((flags & ENCRYPTED) !== 0) throw damage(`Encrypted ${entry}`, 'no encryption', 'encrypted');
  if ((flags & PATCH) !== 0) throw damage(`Unsupported ${entry}`, 'whole data', 'patch data');
  if (method !== STORED && method !== DEFLATED) {
    const named = METHODS[method];
    throw damage(
      `Unsupported compression of ${entry}`,
      'stored or deflated',
      `method ${method}${named ? ` (${named})` : ''}`,
    );
  }
};
