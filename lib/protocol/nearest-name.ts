/** The number of letters to insert, leave out, change or swap with the next one, to turn one text into the other. */
const distance = (left: string, right: string): number => {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: right.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const cost = left[i - 1] === right[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + cost,
        swapped ? (before[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    [before, row] = [row, next];
  }
  return row[right.length] ?? 0;
};

/** Two letters in five may be wrong, which is about what the compiler of TypeScript allows in its suggestions. */
const TOLERANCE = 0.4;

/** A longer text is no misspelt name, and would take long to compare. */
const LONGEST = 100;

/** The known name that a misspelt one resembles most, if any does. Case is ignored. */
export const nearestName = (name: string, known: readonly string[]): string | undefined => {
  if (name.length > LONGEST) return undefined;
  const lower = name.toLowerCase();
  let [nearest, least]: [string | undefined, number] = [undefined, Math.floor(name.length * TOLERANCE) + 0.5];
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const edits = distance(lower, candidate.toLowerCase());
    if (edits < least) [nearest, least] = [candidate, edits];
  }
  return nearest;
};

/** Says that the catalog does not list a name, which one it may stand for, and how to use it anyway. */
export const unlistedError = (label: string, name: string, where: string, nearest: string | undefined): TypeError => {
  const suggestion = nearest === undefined ? '' : `; did you mean '${nearest}'?`;
  const shown = name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name;
  return new TypeError(
    `${label} should be ${where}, not '${shown}'${suggestion || '.'} Other names need { unlisted: true }`,
  );
};
