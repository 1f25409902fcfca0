import { keyUse } from '../harness/runner/parties/key-use.ts';
import { registerClauseTests } from '../harness/runner/registration.ts';

registerClauseTests(keyUse);
