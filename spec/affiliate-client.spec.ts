import { HasOffersAffiliate } from '../lib/client.js';
import { keyClientLaws } from './support/key-client-laws.js';

keyClientLaws(HasOffersAffiliate, 'HASOFFERS_AFFILIATE_API_KEY', 'Affiliate_Report');
