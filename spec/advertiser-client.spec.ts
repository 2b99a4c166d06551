import { HasOffersAdvertiser } from 'rxoffers';
import { keyClientLaws } from './support/key-client-laws.js';

keyClientLaws(HasOffersAdvertiser, 'HASOFFERS_ADVERTISER_API_KEY', 'Advertiser_Report');
