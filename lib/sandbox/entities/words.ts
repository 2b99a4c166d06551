/** Words for generated names. One is not ASCII, so that clients meet escaped text. */
export const ADJECTIVES = [
  'Amber',
  'Brisk',
  'Crimson',
  'Daring',
  'Early',
  'Frosty',
  'Gentle',
  'Hidden',
  'Půlnoční',
] as const;
export const NOUNS = ['Loans', 'Games', 'Shoes', 'Travel', 'Coffee', 'Insurance', 'Dating', 'Phones', 'Books'] as const;
export const COMPANIES = ['Northwind', 'Bluefin', 'Oakline', 'Redstart', 'Lumen', 'Harrow', 'Kestrel', 'Mica'] as const;
export const FORMS = ['Ltd', 'GmbH', 's.r.o.', 'Media', 'Partners'] as const;
export const FIRST_NAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eva', 'Finn', 'Gita', 'Hugo'] as const;
export const LAST_NAMES = ['Stone', 'Rivers', 'Novak', 'Marsh', 'Okafor', 'Lind', 'Costa', 'Weber'] as const;
export const CURRENCIES = ['USD', 'EUR', 'CZK', 'GBP'] as const;
