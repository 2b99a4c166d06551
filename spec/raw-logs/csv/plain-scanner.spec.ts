import { createPlainScanner } from '../../../lib/raw-logs/csv/plain-scanner.js';
import { itScansRows } from '../../support/csv-scanner-law.js';

itScansRows('createPlainScanner', createPlainScanner);
