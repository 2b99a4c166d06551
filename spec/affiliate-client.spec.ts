import { HasOffersAffiliate } from 'rxoffers';
import { keyClientLaws } from './support/key-client-laws.js';

keyClientLaws(HasOffersAffiliate, 'HASOFFERS_AFFILIATE_API_KEY', 'Affiliate_Report');
