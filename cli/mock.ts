import { Command, InvalidArgumentError, Option } from 'commander';
import { overridden } from '../core/decisions/override.ts';
import type { ProviderDecisions } from '../core/decisions/provider.ts';
import { keyFrom } from '../harness/runner/keys.ts';
import { profileNamed } from '../harness/runner/profile.ts';
import { quoted, something, UsageError, wholeNumber } from '../harness/runner/usage.ts';
import type { StandaloneOptions } from '../harness/targets/mock.ts';
import { disputes, type Readings } from '../specs/disputes.ts';

interface MockOptions extends Omit<StandaloneOptions, 'profile' | 'readings' | 'lie'> {
  readonly profile: string;
  readonly reading?: Partial<Readings>;
  readonly fault?: string;
  readonly variant?: string;
}

/** Variables that every mock reads. */
const keyVariables = ['API_KEY', 'API_SIGNATURE', 'READ_ONLY_KEY', 'CONTROL_TOKEN', 'PANEL_TOKEN'];

/** `C7=wait`, and more of them. */
function reading(text: string, before: Partial<Readings> = {}): Partial<Readings> {
  const [id = '', name = ''] = text.split('=');
  const dispute = disputes.find((each) => each.id === id);
  if (dispute === undefined)
    throw new InvalidArgumentError(
      `--reading ${quoted(text)} names no dispute: give one of \`countersign clauses --disputed\`, such as C7=wait.`,
    );
  if (!Object.hasOwn(dispute.readings, name)) {
    throw new InvalidArgumentError(`--reading ${quoted(text)} is no reading of ${id}: it has ${Object.keys(dispute.readings).join(', ')}.`);
  }
  return { ...before, [id]: name };
}

/** What the mock plays beside its profile. Faults and variants are loaded only where one is asked for. */
async function played({ reading: readings, fault, variant }: MockOptions): Promise<Pick<StandaloneOptions, 'readings' | 'lie'>> {
  const lies: ((honest: ProviderDecisions) => ProviderDecisions)[] = [];
  let plays: Partial<Readings> = {};
  if (variant !== undefined) {
    const { providerVariants } = await import('../self-test/conforming/provider/catalogue.ts');
    const found = providerVariants.find(({ id }) => id === variant);
    if (found === undefined)
      throw new UsageError(`--variant ${quoted(variant)} is not a variant: \`countersign faults --list\` shows them.`);
    const { override } = found;
    if (override !== undefined) lies.push((conforming) => overridden(conforming, override));
    plays = found.interpretations ?? {};
  }
  if (fault !== undefined) {
    const { providerFaults } = await import('../self-test/faults/provider/catalogue.ts');
    const found = providerFaults.find(({ id }) => id === fault);
    if (found === undefined) throw new UsageError(`--fault ${quoted(fault)} is not a fault: \`countersign faults --list\` shows them.`);
    lies.push((conforming) => overridden(conforming, found.override));
  }
  const all = { ...plays, ...readings };
  return {
    ...(Object.keys(all).length === 0 ? {} : { readings: all }),
    ...(lies.length === 0 ? {} : { lie: (honest) => lies.reduce((decisions, lie) => lie(decisions), honest) }),
  };
}

/** `countersign mock`: the STG twin on its own, until it is interrupted. */
export function mockCommand(): Command {
  const port = (name: string) => wholeNumber(name, 0, 65_535);
  return new Command('mock')
    .description('start the mock; it plays STG on loopback, moves no money and keeps nothing')
    .option('--port <number>', 'HTTPS port of the API; a free one where none is given', port('--port'))
    .option('--plain-port <number>', 'port beside it that refuses plain HTTP', port('--plain-port'))
    .option('--second-port <number>', 'HTTPS port of the second environment', port('--second-port'))
    .option('--profile <id>', 'whose reading of the API it plays', 'onekey')
    .option('--control-port <number>', 'port of the control API, which opens where CONTROL_TOKEN is set', port('--control-port'))
    .option('--ca <file>', 'write the certificate authority there, for clients to trust', something('--ca', 'a file'))
    .option('--json', 'print the ready line as JSON')
    .option('--opaque', 'play STG as it would be: no control API; what a person does by hand is done at its panel')
    .option('--panel-port <number>', "port of the opaque mock's panel", port('--panel-port'))
    .option('--config-out <file>', 'write the configuration with which the opaque mock is judged', something('--config-out', 'a file'))
    .option('--delay <ms>', 'add a round trip of that many ms on average, with jitter', wholeNumber('--delay', 0, 60_000))
    .option('--delay-seed <number>', 'decides the jitter', wholeNumber('--delay-seed', -2_147_483_648, 2_147_483_647), 1)
    .option(
      '--clock-offset <ms>',
      'let its clock go that far ahead (behind where negative), Date field too',
      wholeNumber('--clock-offset', -1e12, 1e12),
    )
    .option('--reading <id=name>', 'play another reading of a dispute, such as C7=wait; give it again for more', reading)
    .option('--variant <id>', 'play another legal choice')
    .option('--fault <id>', 'lie in one way')
    .addOption(
      new Option('--notify <where>', 'where notifications may go: loopback alone, or any host on ports 80 and 443').choices([
        'loopback',
        'documented',
      ]),
    )
    .addHelpText(
      'after',
      `
Keys: API_KEY, API_SIGNATURE and READ_ONLY_KEY of the environment; without them, the invented ones of the documentation.
An opaque mock has a second merchant and a second environment, with keys in SECOND_API_KEY, SECOND_ENVIRONMENT_API_KEY and so on, and its panel is
open to PANEL_TOKEN. A creation with "description": "provoke-500" answers 500 the first time that its invoice_id is seen.`,
    )
    .action(async (options: MockOptions) => {
      const profile = profileNamed(options.profile);
      if (options.opaque && options.controlPort !== undefined)
        throw new UsageError('--opaque has no control API: leave out --control-port, or --opaque.');
      const needsOpaque = options.configOut !== undefined ? '--config-out' : options.panelPort !== undefined ? '--panel-port' : undefined;
      if (!options.opaque && needsOpaque !== undefined) throw new UsageError(`${needsOpaque} is for the opaque mock: add --opaque.`);
      for (const name of keyVariables) keyFrom(name);
      if (options.controlPort !== undefined && keyFrom('CONTROL_TOKEN') === undefined) {
        throw new UsageError(
          `--control-port ${options.controlPort} opens nothing without a token: set CONTROL_TOKEN, or leave the option out.`,
        );
      }
      const { MockNotStarted, startMock } = await import('../harness/targets/mock.ts');
      const { wrongSignatureLine } = await import('../reports/wrong-signature.ts');
      try {
        await startMock({
          ...options,
          ...(await played(options)),
          profile,
          onWrongSignature: (request, keys, receivedAt, passedOver) =>
            process.stderr.write(
              `${passedOver === 0 ? '' : `102 ${passedOver} times, too fast to say why of each.\n`}${wrongSignatureLine(request, keys, receivedAt, profile.scheme)}`,
            ),
        });
      } catch (error) {
        throw error instanceof MockNotStarted ? new UsageError(error.message) : error;
      }
    });
}
