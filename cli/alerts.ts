import { dirname, resolve } from 'node:path';
import { Command } from 'commander';
import { quoted, something, UsageError } from '../harness/runner/usage.ts';
import { said } from '../language/sentences.ts';

interface AlertsOptions {
  readonly config?: string;
  readonly egress?: readonly string[];
  readonly imap?: string;
  readonly from?: string;
  readonly watch?: true;
  readonly json?: true;
}

function more(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** `countersign alerts`: are the addresses in the mails on key use ours? */
export function alertsCommand(): Command {
  return new Command('alerts')
    .description(said('alerts: about'))
    .argument('[place]', said('alerts <place>'))
    .option('--config <file>', said('alerts --config'), something('--config', said('a-file')))
    .option('--egress <range>', said('alerts --egress'), more)
    .option('--imap <url>', said('alerts --imap'), something('--imap', said('a-url')))
    .option('--from <address>', said('alerts --from'), something('--from', said('an-address')))
    .option('--watch', said('alerts --watch'))
    .option('--json', said('alerts --json'))
    .addHelpText('after', said('alerts: codes'))
    .action(async (place: string | undefined, options: AlertsOptions) => {
      const { alertPlace } = await import('../harness/alerts/place.ts');
      const { egressFrom } = await import('../harness/alerts/review.ts');
      const { contractOf } = await import('../schemas/contracts.ts');
      const contract = contractOf('omise');
      const given = [place, options.imap].filter((each) => each !== undefined);
      if (given.length > 1) throw new UsageError('alerts-two-places', { places: given.map(quoted).join(' and ') });
      if (options.watch && place === '-') throw new UsageError('alerts-watch-input');
      const config = options.config === undefined ? undefined : resolve(options.config);
      const { mailbox, egress: configured } = await alertPlace(place, {
        ...options,
        ...(config === undefined ? {} : { config, folder: dirname(config) }),
        contract,
      });
      try {
        const egress = [...configured, ...egressFrom(options.egress ?? [])];
        if (egress.length === 0) throw new UsageError('alerts-no-egress');
        const { reviewing } = await import('../harness/alerts/reviewing.ts');
        process.exitCode = await reviewing({
          mailbox,
          egress,
          contract,
          watches: options.watch === true,
          json: options.json === true,
          write: (text) => process.stdout.write(text),
        });
      } finally {
        await mailbox.close();
      }
    });
}
