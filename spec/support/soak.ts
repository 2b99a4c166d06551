/**
 * How often a test repeats: `quick` in `npm test`, `full` in `npm run soak`, which plays every spec that calls this.
 * A test must prove its point at `quick` already; the further rounds only look for rare failures.
 */
export const soak = (quick: number, full: number): number => (process.env['SOAK'] === '1' ? full : quick);
