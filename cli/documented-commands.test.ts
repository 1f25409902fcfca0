import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CommanderError } from 'commander';
import { parsed } from '../harness/config/document.ts';
import { onContract } from '../reports/reproduction.ts';
import { compile } from '../schemas/validate.ts';
import { program } from './program.ts';

const root = join(import.meta.dirname, '..');
const pages = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', ...globSync('docs/*.md', { cwd: root })];
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly scripts: Readonly<Record<string, string>> };
const configuration = JSON.parse(readFileSync(join(root, 'schemas/configuration.schema.json'), 'utf8'));

/** A fenced block of a page: its language, and its text without the indentation of the fence. */
interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

function blocksOf(page: string, markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^( *)```(\w+)[^\n]*\n(.*?)^\1```$/gms)].map(([, indent = '', language = '', text = '']) => ({
    page,
    language,
    text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));
}

/** The lines that a shell would run: in a console block those after its prompt. */
function linesOf({ language, text }: Block): readonly string[] {
  if (language === 'sh') return text.split('\n');
  return language === 'console' ? text.split('\n').flatMap((line) => (line.startsWith('$ ') ? [line.slice(2)] : [])) : [];
}

/** The one way in which a page calls the program. It works in a clone and where the package is installed. */
const call = /npx countersign(?= |$)/g;

/** Other ways, which work in only one of the two, or where a reader put the program into PATH. */
const otherCall = /npm run (?:-s |--silent )?countersign\b|npx --no countersign|(?:^|[;&|(] *)countersign [a-z]/;

/** The words of the command at the beginning of a text: without quotes, up to a comment or the end of the command. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  let rest = text.trimStart();
  while (rest !== '' && !/^[#;&|)<>]/.test(rest)) {
    const [word = ''] = /^(?:"[^"]*"|'[^']*'|[^\s"';&|)<>])+/.exec(rest) ?? [];
    if (word === '') break;
    words.push(word.replaceAll(/"([^"]*)"|'([^']*)'/g, '$1$2'));
    rest = rest.slice(word.length).trimStart();
  }
  return words;
}

/** Every command line of ours in a shell line, also one within `$(…)`. */
function commandsIn(line: string): readonly (readonly string[])[] {
  return [...line.matchAll(call)].map(({ 0: { length }, index }) => wordsOf(line.slice(index + length)));
}

/** Why the program refuses a command line: commands, options, choices and values are checked, and nothing is done. */
function refusal(words: readonly string[]): string | undefined {
  const all = program();
  for (const command of [all, ...all.commands]) command.configureOutput({ writeOut: () => {}, writeErr: () => {}, outputError: () => {} });
  for (const command of all.commands) command.action(() => {});
  try {
    all.parse(words, { from: 'user' });
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return undefined;
    return error instanceof Error ? error.message : String(error);
  }
}

/** Why a fragment in the text of a page, such as `certify --dry-run`, names something unknown: a command by itself may lack its arguments. */
function unknownIn(fragment: string): string | undefined {
  const [name = '', ...words] = wordsOf(fragment);
  const command = program().commands.find((each) => each.name() === name);
  if (command === undefined) return name === 'help' || name === '' || name.startsWith('-') ? undefined : `no command ${name}`;
  const option = words.find((word) => /^--[a-z]/.test(word) && word !== '--help' && !command.options.some(({ long }) => long === word));
  return option === undefined ? undefined : `${name} has no option ${option}`;
}

const withoutBlocks = (markdown: string): string => markdown.replaceAll(/^ *```.*?^ *```$/gms, '');

/** Complaints about a page: command lines and npm scripts that it shows, in blocks and in its text. */
function staleIn(page: string, markdown: string): readonly string[] {
  const fragments = [...withoutBlocks(markdown).matchAll(/`([^`\n]+)`/g)].map(([, fragment = '']) => fragment);
  const lines = blocksOf(page, markdown).flatMap(linesOf);
  const wrong = lines.flatMap(commandsIn).flatMap((words) => {
    const why = refusal(words);
    return why === undefined ? [] : [`${page}: \`${words.join(' ')}\`: ${why}`];
  });
  const stale = [...lines, ...fragments].flatMap((line) => [
    ...(otherCall.test(line) ? [`${page}: \`${line}\`: write \`npx countersign\``] : []),
    ...[...line.matchAll(/npm run (?:-s |--silent )?([a-z][\w:-]*)/g)].flatMap(([, script = '']) =>
      script in scripts ? [] : [`${page}: package.json has no script ${script}`],
    ),
  ]);
  const unknown = fragments.flatMap((fragment) => {
    const [, own] = /^npx countersign (.*)$/.exec(fragment) ?? [];
    const why = own === undefined || own.startsWith('…') ? undefined : unknownIn(own);
    return why === undefined ? [] : [`${page}: \`${fragment}\`: ${why}`];
  });
  return [...wrong, ...stale, ...unknown];
}

/** The first words of commands in the README's table: `init`, `doctor`. */
const tabled = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^\| (`[a-z`, -]+`) \|/gm)].flatMap(([, cell = '']) => cell.replaceAll('`', '').split(', '));

/** Complaints about the YAML of a page: it is YAML, and configurations fit their schema. */
function wrongYamlIn(page: string, markdown: string): readonly string[] {
  return blocksOf(page, markdown)
    .filter(({ language }) => language === 'yaml')
    .flatMap(({ text }) => {
      let value: object;
      try {
        value = parsed(text).value as object;
      } catch (error) {
        return [`${page}: ${error instanceof Error ? error.message : String(error)}\n${text}`];
      }
      // A text that shares no member with a configuration is something else, such as a pipeline.
      if (!Object.keys(value).some((name) => name in configuration.properties)) return [];
      return compile(configuration)(value).map(({ pointer, message }) => `${page}: ${pointer || '(the whole block)'} ${message}\n${text}`);
    });
}

function none(complaints: readonly string[]): void {
  assert.ok(complaints.length === 0, `\n${complaints.join('\n')}\n`);
}

const read = (page: string): string => readFileSync(join(root, page), 'utf8');

test('every command line that the pages show parses', () => {
  none(pages.flatMap((page) => staleIn(page, read(page))));
  const shown = pages.flatMap((page) => blocksOf(page, read(page)).flatMap(linesOf).flatMap(commandsIn));
  const commands = program().commands.map((command) => command.name());
  assert.deepEqual(
    commands.filter((name) => !shown.some(([first]) => first === name)),
    [],
    'These commands are shown on no page.',
  );
});

test('the table of the README has every command once', () => {
  assert.deepEqual(
    [...tabled(read('README.md'))].sort(),
    program()
      .commands.map((command) => command.name())
      .sort(),
  );
});

test('the YAML of the pages is YAML, and its configurations fit their schema', () => {
  none(pages.flatMap((page) => wrongYamlIn(page, read(page))));
});

test('what is stale is seen', () => {
  const block = (line: string) => `\`\`\`sh\n${line}\n\`\`\`\n`;
  const stale: readonly (readonly [page: string, says: RegExp])[] = [
    [block('npx countersign judge'), /unknown command 'judge'/],
    [block('eval "curl $(npx countersign sign --bodies a.json)"'), /unknown option '--bodies'/],
    [block('npx countersign certify --role bank   # all'), /--role/],
    [block('npx countersign merge'), /missing required argument/],
    ['Use `npx countersign run --clauses SIG-02`.', /run has no option --clauses/],
    ['Use `npx countersign judge`.', /no command judge/],
    ['Use `countersign mock`.', /write `npx countersign`/],
    [block('npm run -s countersign -- mock'), /write `npx countersign`/],
    ['Use `npm run everything`.', /no script everything/],
  ];
  for (const [page, says] of stale) assert.match(staleIn('a.md', page).join('\n'), says, page);
  for (const page of [block('npx countersign certify --client "python3 a.py" | tail'), 'Use `npx countersign merge` and `npm run long`.'])
    assert.deepEqual(staleIn('a.md', page), []);
  assert.match(wrongYamlIn('a.md', '```yaml\na: [\n```\n').join(), /a\.md: /);
  assert.match(wrongYamlIn('a.md', '```yaml\nrecipes: { moveState: { prompt: a } }\n```\n').join(), /\/recipes/);
  assert.deepEqual(wrongYamlIn('a.md', '```yaml\non: push\n```\n'), []);
});

test('the commands whose printed lines name a contract are those that take one', () => {
  for (const command of program().commands) {
    const takes = command.options.some(({ long }) => long === '--contract');
    const line = `npx countersign ${command.name()}`;
    assert.equal(onContract(line, 'omise'), takes ? `${line} --contract omise` : line);
  }
});
