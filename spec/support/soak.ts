/**
 * How often a test repeats: `quick` in `npm test`, `full` in `npm run soak`, which plays every spec that calls this.
 * What a test shows must hold at `quick` already; the rest only looks for what is rare.
 */
export const soak = (quick: number, full: number): number => (process.env['SOAK'] === '1' ? full : quick);
