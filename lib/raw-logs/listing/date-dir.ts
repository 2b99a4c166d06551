import type { Demand } from '../../streams/demand.js';
import type { Stream } from '../../streams/stream.js';
import type { DateDirFacts } from './read-date-dirs.js';

/** Lists the files of one dir. */
export type ListDir<F> = (options?: { readonly demand?: Demand | undefined }) => Stream<F>;

/** A day of raw logs, in the network's time zone. */
export class DateDir<F> implements DateDirFacts {
  /** `20160909` */
  readonly dirName: string;
  /** As the service shows it: `Sep 9, 2016`. */
  readonly displayName: string;
  readonly #list: ListDir<F>;

  constructor({ dirName, displayName }: DateDirFacts, list: ListDir<F>) {
    this.dirName = dirName;
    this.displayName = displayName;
    this.#list = list;
  }

  /** Emits the files of this dir in the service's order (newest first), then completes. One request per subscription. */
  listLogs(options?: { readonly demand?: Demand | undefined }): Stream<F> {
    return this.#list(options);
  }

  /** The wire fields alone. */
  toObject(): DateDirFacts {
    return { dirName: this.dirName, displayName: this.displayName };
  }

  /** The wire fields alone, for `JSON.stringify`. */
  toJSON(): DateDirFacts {
    return this.toObject();
  }

  /** Whether the other is a date dir with the same data. */
  equals(other: unknown): boolean {
    return other instanceof DateDir && other.dirName === this.dirName && other.displayName === this.displayName;
  }

  toString(): string {
    return `DateDir: ${this.displayName} (${this.dirName})`;
  }
}
