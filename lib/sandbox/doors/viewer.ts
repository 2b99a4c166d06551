/** Whose eyes a call sees with: a key belongs to one affiliate or one advertiser. */
export type Viewer =
  | { readonly kind: 'network' }
  | { readonly kind: 'affiliate'; readonly id: string }
  | { readonly kind: 'advertiser'; readonly id: string };
