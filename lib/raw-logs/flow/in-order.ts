/** A file whose bytes are on their way; its batches are read once. */
export interface OpenFile<B> {
  batches(): AsyncIterableIterator<B>;
}

/** Opens a file: from then on its bytes come, a little ahead of their reader. */
export type OpenLog<F, B> = (file: F) => OpenFile<B>;

/**
 * The batches of one file after the other, in the order of the files; `concurrency` files are open, those ahead of the one
 * that is read with compressed bytes alone. A failure to find or open a file comes at its place.
 */
export async function* inOrder<F, B>(
  files: AsyncIterator<F, unknown>,
  open: OpenLog<F, B>,
  concurrency: number,
): AsyncGenerator<B, void> {
  const opened: Promise<OpenFile<B> | undefined>[] = [];
  const openNext = (): void => {
    const next = files.next().then((step) => (step.done ? undefined : open(step.value)));
    // Who comes to its place hears of it; until then nobody has to.
    next.catch(() => undefined);
    opened.push(next);
  };
  for (;;) {
    while (opened.length < concurrency) openNext();
    const current = await opened[0];
    if (!current) return;
    yield* current.batches();
    void opened.shift();
  }
}
