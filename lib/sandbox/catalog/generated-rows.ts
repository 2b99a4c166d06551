/** How many rows of a model there are that the sandbox has no table of: the ids 1 to 7. */
export const GENERATED_ROWS = 7;
