import { audit } from './audit.ts';
import { axes } from './axes.ts';
import { capabilities } from './capabilities.ts';
import { captures } from './captures.ts';
import { certification } from './certification.ts';
import { inNames, inWords, statementOf } from './clauses.ts';
import { client } from './client.ts';
import { clientCases } from './client-cases.ts';
import { commandLine } from './command-line.ts';
import { comparisons } from './comparison.ts';
import { configuration } from './configuration.ts';
import { contractFaults, wholeDocument } from './contract-faults.ts';
import { explanation } from './diagnosis.ts';
import { egress } from './egress.ts';
import { embed } from './embed.ts';
import { findings } from './findings.ts';
import { clauseNameOf, fixOf } from './fixes.ts';
import { help } from './help.ts';
import { initial } from './initial.ts';
import { inputKinds } from './input-kinds.ts';
import { keyUse } from './key-use.ts';
import { lease } from './lease.ts';
import { lostAnswers } from './lost-answers.ts';
import { mock } from './mock.ts';
import { preflight } from './preflight.ts';
import { provider } from './provider.ts';
import { providerCases } from './provider-cases.ts';
import { reasons } from './reasons.ts';
import { receiver } from './receiver.ts';
import { receiverCases } from './receiver-cases.ts';
import { report } from './report.ts';
import { reportNotes } from './report-notes.ts';
import { requestLog } from './request-log.ts';
import { rotation } from './rotation.ts';
import { selfTest } from './self-test.ts';
import { sender } from './sender.ts';
import { suites } from './suites.ts';
import { targets } from './targets.ts';
import { traits } from './traits.ts';
import { watching } from './watching.ts';

/** All sentences in English. */
export const en = {
  sayings: {
    ...audit,
    ...axes,
    ...captures,
    ...certification,
    ...client,
    ...clientCases,
    ...provider,
    ...inputKinds,
    ...providerCases,
    ...receiver,
    ...receiverCases,
    ...rotation,
    ...selfTest,
    ...sender,
    ...suites,
    ...reportNotes,
    ...requestLog,
    ...commandLine,
    ...comparisons,
    ...configuration,
    ...mock,
    ...preflight,
    ...egress,
    ...embed,
    ...help,
    ...keyUse,
    ...lease,
    ...lostAnswers,
    ...targets,
    ...watching,
  },
  ...report,
  reasons,
  initial,
  findings,
  capabilities,
  contractFaults,
  wholeDocument,
  explanation,
  statementOf,
  inNames,
  inWords,
  clauseNameOf,
  fixOf,
  traits,
};
