import type { MeasuredSecret, SecretForm } from './mistake.ts';

type Form = readonly [SecretForm | MeasuredSecret, string];

/** What a secret is called in a store, and what is above it there. */
const usualItems =
  'api_signature apiSignature api-signature API_SIGNATURE ApiSignature signature api_secret secret credential password'.split(' ');
const items = [...usualItems, ...'apiSecret api-secret API_SECRET SECRET secret_key SECRET_KEY signature_key'.split(' ')];
/** What is above a secret in a store of any program that pays. A contract has names of its own. */
const usualOwners = ['payments', 'payment', 'prod'];
/** Comments that people write behind a key. Some programs read them as a part of the key. */
const comments = [
  'sandbox,staging,stg,STG,test,TEST,testing,dev,local,prod,PROD,production,live,demo,secret,new,old,rotated,merchant',
  'api-signature,API-signature,API-Signature,from-the-panel,from-panel,from-the-dashboard,from-dashboard',
  'do-not-commit,do-not-share,keep-secret,staging-key,test-key,production-key,our-key',
].flatMap((words) => words.split(',').map((word) => word.replaceAll('-', ' ')));
const commentSigns = [' # ', ' #', '  # ', '\t# ', ' // ', ' ; '];
const vaults = 'prod Private Payments Production'.split(' ');

/** How configurations refer to an item by its name. */
const byName: readonly ((name: string) => string)[] = [
  (name) => `secretref:${name}`,
  (name) => `secretKeyRef:${name}`,
  (name) => `secrets.${name}`,
  (name) => `secrets/${name}`,
  (name) => `\${{secrets.${name}}}`,
  (name) => `\${{ env.${name} }}`,
  (name) => `\${{ vars.${name} }}`,
  (name) => `$CI_${name}`,
  (name) => `!secret ${name}`,
  (name) => `!ENV ${name}`,
  (name) => `!ENV \${${name}}`,
  (name) => `!env_var ${name}`,
  (name) => `env:${name}`,
  (name) => `env.${name}`,
  (name) => `$ENV{${name}}`,
  (name) => `sm://${name}`,
  (name) => `\${sm://${name}}`,
  (name) => `gcp-secret://${name}`,
  (name) => `doppler://${name}`,
  (name) => `bitwarden://${name}`,
  (name) => `keyring:${name}`,
  (name) => `\${vault.${name}}`,
  (name) => `{{ vault_${name} }}`,
  (name) => `{{vault_${name}}}`,
  (name) => `{{ .Env.${name} }}`,
  (name) => `{{key "${name}"}}`,
  (name) => `{{ lookup("env", "${name}") }}`,
  (name) => `{{ lookup('env', '${name}') }}`,
  (name) => `{{ lookup('env','${name}') }}`,
  (name) => `<%= ENV["${name}"] %>`,
  (name) => `#{ENV["${name}"]}`,
  (name) => `ENV["${name}"]`,
  (name) => `ENV.fetch("${name}")`,
  (name) => `ENV.fetch('${name}')`,
  (name) => `System.getenv("${name}")`,
  (name) => `os.getenv("${name}")`,
  (name) => `os.getenv('${name}')`,
  (name) => `os.Getenv("${name}")`,
  (name) => `os.environ["${name}"]`,
  (name) => `os.environ.get('${name}')`,
  (name) => `Environment.GetEnvironmentVariable("${name}")`,
  (name) => `getenv("${name}")`,
  (name) => `getenv('${name}')`,
  (name) => `env("${name}")`,
  (name) => `$_ENV['${name}']`,
  (name) => `process.env["${name}"]`,
  (name) => `import.meta.env.VITE_${name}`,
  (name) => `import.meta.env.${name}`,
  (name) => `process.env.NEXT_PUBLIC_${name}`,
  (name) => `Rails.application.credentials.${name}`,
  (name) => `settings.${name}`,
  (name) => `config.${name}`,
  (name) => `\${file(/run/secrets/${name})}`,
  (name) => `/run/secrets/${name}`,
  (name) => `file:///run/secrets/${name}`,
  (name) => `file:/run/secrets/${name}`,
  (name) => `/etc/secrets/${name}`,
  (name) => `\${param:${name}}`,
  (name) => `\${self:custom.${name}}`,
  (name) => `\${opt:${name}}`,
  (name) => `\${${name}:?err}`,
  (name) => `\${${name}:?}`,
  (name) => `\${${name}-default}`,
  (name) => `\${${name}:-default}`,
  (name) => `\${${name}:-changeme}`,
  (name) => `\${${name}:changeme}`,
  (name) => `${name}_HERE`,
  (name) => `<YOUR ${name}>`,
];

/** How configurations refer to an item below its owner. */
const byPath: readonly ((owner: string, name: string) => string)[] = [
  (owner, name) => `secret/data/${owner}#${name}`,
  (owner, name) => `vault:secret/data/${owner}#${name}`,
  (owner, name) => `vault:secret/${owner}#${name}`,
  (owner, name) => `vault:secret/${owner}/${name}`,
  (owner, name) => `vault:kv/${owner}#${name}`,
  (owner, name) => `vault:kv/data/${owner}#${name}`,
  (owner, name) => `vault://secret/data/${owner}#${name}`,
  (owner, name) => `vault://secret/${owner}/${name}`,
  (owner, name) => `\${vault:secret/data/${owner}#${name}}`,
  (owner, name) => `\${vault:secret/${owner}/${name}}`,
  (owner, name) => `\${vault:secret/${owner}:${name}}`,
  (owner, name) => `secret/${owner}/${name}`,
  (owner, name) => `secret/data/${owner}/${name}`,
  (owner, name) => `kv/${owner}/${name}`,
  (owner, name) => `kv/data/${owner}/${name}`,
  (owner, name) => `ref+vault://secret/${owner}#/${name}`,
  (owner, name) => `ref+vault://secret/data/${owner}#/${name}`,
  (owner, name) => `ref+awsssm://${owner}/${name}`,
  (owner, name) => `ref+awsssm:///${owner}/${name}`,
  (owner, name) => `ref+awssecrets://${owner}/${name}`,
  (owner, name) => `{{resolve:ssm:/${owner}/${name}}}`,
  (owner, name) => `{{resolve:ssm:/${owner}/${name}:1}}`,
  (owner, name) => `{{resolve:ssm-secure:/${owner}/${name}}}`,
  (owner, name) => `{{resolve:ssm-secure:/${owner}/${name}:1}}`,
  (owner, name) => `{{resolve:secretsmanager:${owner}:SecretString:${name}}}`,
  (owner, name) => `{{resolve:secretsmanager:${owner}/${name}}}`,
  (owner, name) => `{{resolve:secretsmanager:${owner}/${name}:SecretString}}`,
  (owner, name) => `arn:aws:ssm:us-east-1:123456789012:parameter/${owner}/${name}`,
  (owner, name) => `\${ssm:/${owner}/${name}}`,
  (owner, name) => `\${ssm:/${owner}/${name}~true}`,
  (owner, name) => `\${cf:${owner}.${name}}`,
  (owner, name) => `\${aws:secretsmanager:${owner}/${name}}`,
  (owner, name) => `ssm:/${owner}/${name}`,
  (owner, name) => `ssm://${owner}/${name}`,
  (owner, name) => `ssm:///${owner}/${name}`,
  (owner, name) => `aws-ssm:///${owner}/${name}`,
  (owner, name) => `aws-ssm://${owner}/${name}`,
  (owner, name) => `awssm://${owner}/${name}`,
  (owner, name) => `secretsmanager:${owner}/${name}`,
  (owner, name) => `arn:aws:secretsmanager:us-east-1:123456789012:secret:${owner}/${name}`,
  (owner, name) => `/${owner}/${name}`,
  (owner, name) => `${owner}/${name}`,
  (owner, name) => `${owner}.${name}`,
  (owner, name) => `/prod/${owner}/${name}`,
  (owner, name) => `/stg/${owner}/${name}`,
  (owner, name) => `ssm:/prod/${owner}/${name}`,
  (owner, name) => `conjur/${owner}/${name}`,
  (owner, name) => `!var ${owner}/${name}`,
  (owner, name) => `sm://${owner}/${name}`,
  (owner, name) => `projects/${owner}/secrets/${name}/versions/latest`,
  (owner, name) => `config("services.${owner}.${name}")`,
  (owner, name) => `config('services.${owner}.${name}')`,
  (owner, name) => `config('${owner}.${name}')`,
  (owner, name) => `config("${owner}.${name}")`,
  (owner, name) => `\${${owner}.${name}}`,
];

function references(names: readonly string[]): readonly Form[] {
  const owners = [...new Set([...names, ...usualOwners])];
  const found = ['!vault |', '!vault'];
  for (const owner of owners) found.push(`lpass://${owner}`, `aws:secretsmanager:${owner}`, `{{ with secret "secret/${owner}" }}`);
  for (const name of items) for (const write of byName) found.push(write(name));
  for (const name of usualItems) {
    for (const owner of owners) for (const write of byPath) found.push(write(owner, name));
    for (const vault of vaults) for (const owner of owners) found.push(`op://${vault}/${owner}/${name}`);
    for (const vault of ['myvault', 'my-vault', ...names.slice(0, 1)]) {
      const at = `https://${vault}.vault.azure.net/secrets/${name}`;
      found.push(at, `@Microsoft.KeyVault(SecretUri=${at})`, `@Microsoft.KeyVault(SecretUri=${at}/)`);
      found.push(`@Microsoft.KeyVault(VaultName=${vault};SecretName=${name})`, `akv://${vault}/${name}`);
    }
    found.push(`sm://my-project/${name}`, `projects/my-project/secrets/${name}/versions/latest`);
  }
  for (const owner of owners) for (const at of ['secret/data/', 'secret/', 'kv/', 'kv/data/', 'kv/data/payments/']) found.push(at + owner);
  return found.map((text) => ['reference-in-store', text]);
}

/** What programs print for an object that holds a secret, or in place of one that is absent. */
function objectTexts(secret: string, octets: readonly number[]): readonly Form[] {
  const lists = [octets.join(','), `[${octets.join(', ')}]`, `[${octets.join(' ')}]`, `[${octets.join(',')}]`];
  const texts = [
    ...lists,
    JSON.stringify({ type: 'Buffer', data: octets }),
    `<Buffer ${octets.map((octet) => octet.toString(16).padStart(2, '0')).join(' ')}>`,
    ...['Optional', 'Some', 'Just', 'SecretStr', 'Secret'].flatMap((name) => [
      `${name}("${secret}")`,
      `${name}('${secret}')`,
      `${name}(${secret})`,
    ]),
    ...[`Optional[${secret}]`, "SecretStr('**********')", 'SecretStr(**********)', 'Optional.empty', 'Secret(REDACTED)'],
    ...['System.Byte[]', 'System.Char[]', 'System.String[]', 'System.Object[]', 'System.Security.SecureString', '[C', '[B', '[C@', '[B@'],
    ...[
      '[object Uint8Array]',
      '[object ArrayBuffer]',
      '[object Undefined]',
      '[object CryptoKey]',
      '[object Function]',
      '[Function (anonymous)]',
    ],
    ...[
      '() => process.env.API_SIGNATURE',
      '[Function: apiSignature]',
      'Symbol(secret)',
      'Null',
      '<nil>',
      '%!s(<nil>)',
      '%!s(MISSING)',
      '(null)',
    ],
    ...[
      'Nothing',
      '<null>',
      'nullptr',
      'undef',
      'Ref()',
      '[]byte',
      'PrivateKeyObject {}',
      'SecretKeyObject {}',
      '[object KeyObject]',
      '<unset>',
      '(none)',
    ],
  ];
  return texts.map((text) => ['text-of-object', text]);
}

/** Labels that a person copied with a secret, and what ends a line of code. */
function withItsLine(secret: string, login: string): readonly Form[] {
  const labels = [
    'API Signature',
    'API signature',
    'Api Signature',
    'Signature',
    'Secret',
    'Secret Key',
    'Secret key',
    'API Secret',
    'SecretKey',
    'Key',
    'Password',
  ];
  const lines = [
    ...labels.flatMap((label) => [
      `${label}: ${secret}`,
      `${label}:${secret}`,
      `${label} ${secret}`,
      `${label}\t${secret}`,
      `${label}\n${secret}`,
    ]),
    ...items.flatMap((name) => [
      ...[`${name}=${secret}\n`, `${name} = ${secret}`, `${name} = "${secret}"`, `${name}='${secret}'`, `export ${name}="${secret}"`],
      ...[
        `export ${name}='${secret}'`,
        `set ${name}=${secret}`,
        `$env:${name}="${secret}"`,
        `$env:${name} = "${secret}"`,
        `ENV ${name}=${secret}`,
      ],
      ...[`${name}: "${secret}"`, `${name}: '${secret}'`, `${name}: ${secret}\n`, `"${name}": "${secret}"`, `"${name}":"${secret}"`],
      ...[
        `'${name}' => '${secret}'`,
        `"${name}": "${secret}",`,
        `'${name}' => '${secret}',`,
        `const ${name} = "${secret}";`,
        `-e ${name}=${secret}`,
      ],
      ...[`--${name}=${secret}`, `{"ApiKey":"${login}","${name}":"${secret}"}`, `{"api_key":"${login}","${name}":"${secret}"}`],
      ...[
        `{"apiKey":"${login}","${name}":"${secret}"}`,
        `{"login":"${login}","${name}":"${secret}"}`,
        `{"API_KEY":"${login}","${name}":"${secret}"}`,
      ],
    ]),
    JSON.stringify({ SecretString: secret }),
    ...['\t', ',', '\n', ';', ', ', '  '].map((between) => login + between + secret),
    ...[
      `"${login}","${secret}"`,
      `"${secret}";`,
      `"${secret}",`,
      `'${secret}';`,
      `'${secret}',`,
      `${secret}.`,
      `${secret}\\n`,
      `${secret}\\`,
      `${secret}\\r\\n`,
    ],
    ...[`- ${secret}`, `> ${secret}`, `| ${secret}`, `* ${secret}`, `$ ${secret}`, `\`\`\`${secret}\`\`\``, `**${secret}**`],
    ...comments.flatMap((comment) => commentSigns.map((sign) => `${secret}${sign}${comment}`)),
    `-----BEGIN KEY-----\n${Buffer.from(secret, 'utf8').toString('base64')}\n-----END KEY-----`,
  ];
  return lines.map((text) => ['whole-line', text]);
}

/** A secret that something broke in two, doubled in one place, or filled up. */
function damaged(secret: string, letters: readonly string[]): readonly Form[] {
  const found: Form[] = [];
  for (let at = 1; at < Math.min(letters.length, 128); at++) {
    const [front, back] = [letters.slice(0, at).join(''), letters.slice(at).join('')];
    for (const between of ['\n', '\r\n', ' ', '\u00ad', '\u200b', '-\n', '\\\n', '\n  ', '-'])
      found.push(['broken-in-two', front + between + back]);
    const [left = '', right = ''] = letters.slice(at - 1, at + 1);
    found.push(['two-characters-exchanged', [...letters.slice(0, at - 1), right, left, ...letters.slice(at + 1)].join('')]);
    found.push(['one-character-twice', front + left + back]);
  }
  for (const mark of [
    '\u200b',
    '\u200c',
    '\u200d',
    '\u200e',
    '\u200f',
    '\u2060',
    '\u00ad',
    '\u202a',
    '\u202c',
    '\ufeff',
    '\u3000',
    '\u2028',
  ])
    found.push(['invisible-character-beside', mark + secret], ['invisible-character-beside', secret + mark]);
  for (const end of ['\n', '\r\n']) found.push(['byte-order-mark-before', `\ufeff${secret}${end}`]);
  found.push(
    ['space-before', `\t${secret}`],
    ['space-before', `\n${secret}`],
    ['space-before', ` ${secret} `],
    ['space-before', `  ${secret}`],
  );
  const length = Buffer.byteLength(secret);
  for (const size of [16, 24, 32, 48, 64, 128]) {
    if (length >= size) continue;
    for (const by of ['0', ' ', '=', 'x', '#', String.fromCharCode(size - length)]) {
      const fill = by.repeat(size - length);
      for (const text of [secret + fill, fill + secret]) found.push([{ form: 'filled-up-to', size }, text]);
    }
  }
  return found;
}

/**
 * Rare texts of a secret, or of its place in a store, that a program used as the secret itself.
 * @param owners what the contract's keys are filed under in stores
 */
export function storedTexts(secret: string, login: string, owners: readonly string[]): readonly Form[] {
  const letters = [...secret];
  return [
    ...damaged(secret, letters),
    ...withItsLine(secret, login),
    ...objectTexts(secret, [...Buffer.from(secret, 'utf8')]),
    ...references(owners),
  ];
}
