/** Which things of one kind belong to one thing of another, such as the countries of an offer. */
export interface Links {
  of(id: string): readonly string[];
  has(id: string, other: string): boolean;
  add(id: string, other: string): void;
  remove(id: string, other: string): void;
}

/** Links that come from `base` until they are changed. */
export const createLinks = (base: (id: string) => readonly string[]): Links => {
  const changed = new Map<string, readonly string[]>();
  const of = (id: string): readonly string[] => changed.get(id) ?? base(id);
  const has = (id: string, other: string): boolean => of(id).includes(other);
  return {
    of,
    has,
    add: (id, other) => void (has(id, other) || changed.set(id, [...of(id), other])),
    remove: (id, other) =>
      void changed.set(
        id,
        of(id).filter((known) => known !== other),
      ),
  };
};
