interface Totals {
  clicks: number;
  cents: number;
}

/** Clicks and payout, in total and by offer. */
export class OfferTotals {
  clicks = 0;
  readonly byOffer = new Map<string, Totals>();

  add(offer: string | null, cents: number): this {
    const id = offer ?? 'none';
    const { clicks, cents: paid } = this.byOffer.get(id) ?? { clicks: 0, cents: 0 };
    this.byOffer.set(id, { clicks: clicks + 1, cents: paid + cents });
    this.clicks += 1;
    return this;
  }
}

const COLUMNS = ['offer', 'clicks', 'payout'] as const;

/** The offers with the highest payout, as the lines of a table. */
export const offerTable = ({ byOffer }: OfferTotals, most: number): string[] => {
  const best = [...byOffer].sort(([, a], [, b]) => b.cents - a.cents).slice(0, most);
  const rows = best.map(([offer, { clicks, cents }]) => [offer, String(clicks), (cents / 100).toFixed(2)]);
  return [COLUMNS, ...rows].map((cells) => cells.map((cell) => cell.padStart(10)).join(''));
};
