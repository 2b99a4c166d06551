import type { ByteReader } from './byte-reader.js';
import type { Damage } from './damage.js';
import { checkFacts, type EntryFacts } from './entry-facts.js';
import { DATA_DESCRIPTOR } from './zip-signatures.js';

interface Form {
  readonly length: number;
  /** Where the CRC-32 stands: behind the signature, if there is one. */
  readonly at: number;
  readonly wide: boolean;
}

// The signature is optional and the width of the sizes depends on a zip64 field that some writers forget.
const FORMS: readonly Form[] = [
  { length: 24, at: 4, wide: true },
  { length: 16, at: 4, wide: false },
  { length: 20, at: 0, wide: true },
  { length: 12, at: 0, wide: false },
];

const sizeAt = (bytes: Buffer, at: number, wide: boolean): number =>
  wide ? Number(bytes.readBigUInt64LE(at)) : bytes.readUInt32LE(at);

const factsIn = (bytes: Buffer, { at, wide }: Form): EntryFacts => ({
  crc: bytes.readUInt32LE(at),
  compressed: sizeAt(bytes, at + 4, wide),
  size: sizeAt(bytes, at + (wide ? 12 : 8), wide),
});

const same = (a: EntryFacts, b: EntryFacts, wide: boolean): boolean => {
  const fits = (claimed: number, seen: number): boolean => claimed === (wide ? seen : seen % 2 ** 32);
  return a.crc === b.crc && fits(a.compressed, b.compressed) && fits(a.size, b.size);
};

/** Whether what lies behind a descriptor of this form is another structure: the signatures all begin with `PK`. */
const fitsBefore = (bytes: Buffer, { length }: Form): boolean => bytes.subarray(length, length + 2).toString() === 'PK';

/**
 * Reads the data descriptor that is next and compares it with what was seen of its entry. Of its four forms it is the
 * one that says what was seen; when none does, the entry is damaged.
 */
export const readDataDescriptor = async (
  reader: ByteReader,
  name: string,
  seen: EntryFacts,
  damage: Damage,
): Promise<void> => {
  const bytes = await reader.peek(26);
  const possible = FORMS.filter(
    ({ length, at }) => bytes.length >= length && (at === 0 || bytes.readUInt32LE(0) === DATA_DESCRIPTOR),
  );
  const matching = possible.filter((form) => same(factsIn(bytes, form), seen, form.wide));
  const form = matching.find((candidate) => fitsBefore(bytes, candidate)) ?? matching[0];
  if (form) return void (await reader.take(form.length, 'data descriptor'));
  const likely = possible.find((candidate) => fitsBefore(bytes, candidate)) ?? possible[0];
  if (!likely) throw damage('Truncated archive, data descriptor', '12 to 24 bytes', `${bytes.length} bytes`);
  checkFacts(name, 'data descriptor', factsIn(bytes, likely), seen, damage);
};
