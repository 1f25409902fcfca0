import { provider } from '../harness/runner/parties/provider.ts';
import { registerClauseTests } from '../harness/runner/registration.ts';

registerClauseTests(provider);
