import { createScalarScanner } from '../../../lib/raw-logs/csv/scanner.js';
import { itScansRows } from '../../support/csv-scanner-law.js';

itScansRows('createPlainScanner', createScalarScanner);
