/**
 * What a consumer wants, as a source sees it. A source checks {@link wanted} after each element and, when it is false,
 * stops until {@link whenWanted} calls back.
 */
export interface Demand {
  /** False while the consumer's buffer is full. Reading it tells the consumer that some source hears its demand. */
  readonly wanted: boolean;
  /** Calls back once, when something is wanted again (at once if it is already). Returns a function that forgets the callback. */
  whenWanted(callback: () => void): () => void;
}
