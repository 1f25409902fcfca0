import { Command } from 'commander';
import { mustHaveClauses } from '../harness/runner/judged-party.ts';
import { keyFrom } from '../harness/runner/keys.ts';
import { profileNamed } from '../harness/runner/profile.ts';
import { wholeNumber } from '../harness/runner/usage.ts';
import type { WatchingOptions } from '../harness/watch/watch-session.ts';
import { said } from '../language/sentences.ts';
import { contractOptions, shellWord } from '../reports/reproduction.ts';
import { contractOption } from './contract-option.ts';
import { watchingOptions } from './watching-options.ts';

interface ObserveOptions extends WatchingOptions {
  readonly contract: string;
  readonly profile?: string;
  readonly plainPort?: number;
  readonly clockOffset?: number;
  readonly loseAnswers?: number;
}

/** `countersign observe`: use your application, and see what its requests show about it. */
export function observeCommand(): Command {
  const command = new Command('observe').description(said('observe: about'));
  return watchingOptions(command)
    .option('--plain-port <number>', said('observe --plain-port'), wholeNumber('--plain-port', 0, 65_535))
    .addOption(contractOption())
    .option('--profile <id>', said('observe --profile'))
    .option('--clock-offset <ms>', said('observe --clock-offset'), wholeNumber('--clock-offset', -1e12, 1e12))
    .option('--lose-answers <count>', said('observe --lose-answers'), wholeNumber('--lose-answers', 0, 1000))
    .addHelpText('after', said('observe: keys'))
    .action(async (options: ObserveOptions) => {
      const { auditRequests } = await import('../audit/requests.ts');
      const { keysOf } = await import('../harness/targets/identity.ts');
      const { startObserving } = await import('../harness/watch/observe.ts');
      const { contractFrom } = await import('../schemas/contracts.ts');
      const { runWatchSession, sayFull } = await import('../harness/watch/watch-session.ts');
      const contract = contractFrom(options.contract);
      mustHaveClauses(contract, 'client');
      for (const { variable } of Object.values(contract.scheme.keys)) keyFrom(variable, contract.scheme);
      const profile = profileNamed(contract, options.profile);
      process.exitCode = await runWatchSession(options, async () => {
        const observing = await startObserving({
          ...options,
          contract,
          profile,
          hidesPayer: options.keepPii !== true,
          write: (lines) => void process.stdout.write(lines),
          onFull: sayFull,
        });
        return {
          ...observing,
          contract,
          ready: said('observe-ready', { url: observing.url, plainUrl: observing.plainUrl }),
          profile,
          target: { url: observing.url, environment: 'client', adapter: 'observed', ...keysOf(contract.scheme, [observing.credentials]) },
          terms: { mode: 'observe', extent: 'full', parties: ['client'], circumstances: [] },
          again: [
            'npx',
            'countersign',
            'observe',
            ...contractOptions(contract.source),
            ...(options.profile === undefined ? [] : ['--profile', options.profile]),
          ]
            .map(shellWord)
            .join(' '),
          judged: (isOver) => {
            const audit = auditRequests({ credentials: observing.credentials, contract, profile });
            const seen = observing.seen();
            let judged = 0;
            for (const exchange of seen) {
              if (isOver() || observing.isLost(exchange)) break;
              audit.read(exchange);
              judged += 1;
            }
            return { findings: audit.findings(), requests: seen.length, judged, strays: observing.strays() };
          },
        };
      });
    });
}
