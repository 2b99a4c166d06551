import type { ByteReader } from './byte-reader.js';
import type { SeenEntry } from './compare-directory.js';
import type { Damage } from './damage.js';
import { readDataDescriptor } from './data-descriptor.js';
import { checkFacts } from './entry-facts.js';
import { inflateEntry } from './inflate-entry.js';
import { type LocalHeader, nameOf } from './local-header.js';
import { type Cap, measure } from './measure.js';
import { DEFLATED } from './refuse-entry.js';
import { storedEntry } from './stored-entry.js';

/** What reading an entry needs besides its header. */
export interface EntryContext {
  readonly reader: ByteReader;
  /** Length of a stored entry's data, where its header does not say. */
  readonly stored: number;
  readonly cap: Cap;
  readonly damage: Damage;
  readonly signal: AbortSignal;
}

/** The data of the entry whose header was just read; returns what was seen of it, after checking it against its claims. */
export async function* readEntry(header: LocalHeader, context: EntryContext): AsyncGenerator<Buffer, SeenEntry> {
  const { reader, stored, cap, damage, signal } = context;
  const name = nameOf(header);
  if (!header.descriptor) cap.foresee(header.size);
  const data = header.method === DEFLATED ? inflateEntry(reader, damage, signal) : storedEntry(reader, stored, damage);
  const measured = { crc: 0, size: 0 };
  let step = await data.next();
  try {
    for (; !step.done; step = await data.next()) {
      cap.add(step.value.length);
      measure(measured, step.value);
      yield step.value;
    }
  } finally {
    if (!step.done) await data.return(0);
  }
  const seen = { ...measured, compressed: step.value };
  if (header.descriptor) await readDataDescriptor(reader, name, seen, damage);
  else checkFacts(name, 'local header', header, seen, damage);
  return { ...seen, name: header.name, method: header.method, offset: header.offset };
}
