import { client } from '../harness/runner/parties/client.ts';
import { registerClauseTests } from '../harness/runner/registration.ts';

registerClauseTests(client);
