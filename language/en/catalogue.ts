import { capabilities } from './capabilities.ts';
import { statementOf } from './clauses.ts';
import { explanation } from './diagnosis.ts';
import { findings } from './findings.ts';
import { reasons } from './reasons.ts';
import { report } from './report.ts';

/** All sentences in English. */
export const en = { ...report, reasons, findings, capabilities, explanation, statementOf };
