import { textIn, type Row } from '../data/row.js';

/** What an affiliate pastes into a page to show a creative; a text of its own comes as it is. */
export const offerFileCode = (row: Row, affiliateId = ''): string => {
  const code = textIn(row, 'code');
  if (code !== '') return code;
  return `http://track.example.com/aff_f?offer_id=${textIn(row, 'offer_id')}&aff_id=${affiliateId}&file_id=${textIn(row, 'id')}`;
};
