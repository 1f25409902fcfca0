export const configuration = {
  'configuration-unreadable': '{file} cannot be read ({code}): {hint}',
  'configuration-no-yaml':
    'The file is not YAML at line {line}, column {col} ({why}): mend that line; `countersign init` writes a file that parses.',
  'configuration-empty': 'The file is empty: `countersign init` writes one.',
  'exclusion-expired':
    'plan.exclude leaves out {clause} until {expires}, which is over: ask {owner}, then take the entry out or give it another date.',
  'secret-in-text': '{path} holds a text of its own: {next}',
  'secret-in-url': '{path} holds a user or a password before its host: {next}',
  'variable-not-set': '{name} is not set, and {path} asks for it: export {name}=… in the environment of this command.',
  'key-too-short': '{of} has fewer than {shortestSecret} characters: that is no key. Copy it from the panel (Settings, API Access).',
  'key-with-blank': '{of} begins or ends with a blank or a newline: set it again without.',
  'key-in-quotes': '{of} stands in quotes that are part of its value: set it again without them.',
  'key-beyond-ascii': '{of} holds a character that no header takes: copy the key again.',
  'variable-ill-formed': '{path} has a {open} that names no variable: write {form}, of letters, digits and underscores.',
  'configuration-wrong': '{what}',
} as const;
