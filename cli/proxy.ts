import { Command } from 'commander';
import { environmentKeys } from '../harness/runner/keys.ts';
import { profileNamed } from '../harness/runner/profile.ts';
import { something } from '../harness/runner/usage.ts';
import type { WatchingOptions } from '../harness/watch/watch-session.ts';
import { said } from '../language/sentences.ts';
import { contractOptions, shellWord } from '../reports/reproduction.ts';
import type { Contract } from '../schemas/contract.ts';
import { contractOption } from './contract-option.ts';
import { watchingOptions } from './watching-options.ts';

interface ProxyOptions extends WatchingOptions {
  readonly contract: string;
  readonly upstream?: string;
  readonly upstreamCa?: string;
  readonly config?: string;
  readonly production?: readonly string[];
  readonly profile?: string;
}

/** `countersign proxy`: use your application against a real test environment, and see what the exchanges show about both. */
export function proxyCommand(): Command {
  const command = new Command('proxy')
    .description(said('proxy: about'))
    .option('--upstream <url>', said('proxy --upstream'), something('--upstream', said('a-url')))
    .option('--upstream-ca <file>', said('proxy --upstream-ca'), something('--upstream-ca', said('a-file')))
    .option('--config <file>', said('proxy --config'), something('--config', said('a-file')))
    .option('--production <host>', said('proxy --production'), (text: string, before: readonly string[] = []) => [
      ...before,
      something('--production', said('a-host'))(text),
    ])
    .addOption(contractOption())
    .option('--profile <id>', said('proxy --profile'));
  return watchingOptions(command)
    .addHelpText('after', said('proxy: keys'))
    .action(async (options: ProxyOptions) => {
      const { keysOf } = await import('../harness/targets/identity.ts');
      const { startProxy } = await import('../harness/watch/proxy.ts');
      const { upstreamOf } = await import('../harness/watch/upstream.ts');
      const { contractFrom } = await import('../schemas/contracts.ts');
      const { passedLine, runWatchSession, sayFull } = await import('../harness/watch/watch-session.ts');
      const contract = contractFrom(options.contract);
      const upstream = upstreamOf({
        ...(options.upstream === undefined ? {} : { url: options.upstream }),
        ...(options.upstreamCa === undefined ? {} : { ca: options.upstreamCa }),
        ...(options.config === undefined ? {} : { config: options.config }),
        production: options.production ?? [],
        keys: environmentKeys(contract.scheme),
        contract,
      });
      const profile = profileNamed(contract, options.profile ?? upstream.profile);
      process.exitCode = await runWatchSession(options, async () => {
        const proxy = await startProxy({
          upstream,
          contract,
          profile,
          ...(options.port === undefined ? {} : { port: options.port }),
          onFull: sayFull,
          onExchange: (exchange) => {
            const { given, own, startedAt, endedAt } = exchange;
            const outcome =
              own === undefined
                ? given.kind === 'response'
                  ? `${given.response.status}  ${Math.round(endedAt - startedAt)} ms`
                  : said('application-gone')
                : said('answered-by-proxy', { own });
            process.stdout.write(proxy.secrets.redactText(passedLine(exchange, outcome)));
          },
        });
        return {
          ca: proxy.ca,
          contract,
          secrets: proxy.secrets,
          unset: undefined,
          ready: said(upstream.readOnly ? 'proxy-ready-read-only' : 'proxy-ready', { url: proxy.url, upstream: upstream.url }),
          profile,
          target: { url: upstream.url, environment: upstream.environment, adapter: 'proxy', ...keysOf(contract.scheme, [upstream.keys]) },
          terms: { mode: 'proxy', extent: 'full', parties: ['client', 'provider'], circumstances: [] },
          again: commandOf(options, contract),
          close: () => proxy.close(),
          forget: () => proxy.forget(),
          judged: (isOver) => ({ ...proxy.judged(isOver), requests: proxy.seen().length }),
        };
      });
    });
}

/** The command that leads there once more. */
function commandOf({ upstream, upstreamCa, config, production = [], profile }: ProxyOptions, { source }: Contract): string {
  const given = [
    ['--upstream', upstream],
    ['--upstream-ca', upstreamCa],
    ['--config', config],
    ['--profile', profile],
    ...production.map((host) => ['--production', host]),
  ];
  const words = given.flatMap(([name = '', value]) => (value === undefined ? [] : [name, value]));
  return ['npx', 'countersign', 'proxy', ...contractOptions(source), ...words].map(shellWord).join(' ');
}
