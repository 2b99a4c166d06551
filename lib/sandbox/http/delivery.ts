/** A reply and the way it is sent. */
export interface Delivery {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** How much is sent before `end`: nothing at all, the headers, half of the body, or all. */
  readonly sends: 'nothing' | 'headers' | 'half' | 'all';
  /** What happens then. */
  readonly end: 'finish' | 'reset' | 'stall';
  /** Pieces of so many bytes, each so many ms apart; in one piece without it. */
  readonly pace?: { readonly bytes: number; readonly every: number };
}

/** A reply that is sent whole. */
export const whole = (status: number, headers: Readonly<Record<string, string>>, body: Buffer): Delivery => ({
  status,
  headers,
  body,
  sends: 'all',
  end: 'finish',
});
