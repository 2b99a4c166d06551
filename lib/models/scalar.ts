/** What stands for one value on the wire; `true` and `false` go as `1` and `0`. */
export type Scalar = string | number | bigint | boolean;

/** An id, as the service gives it (a string) or as a number. */
export type Id = string | number | bigint;
