import { said } from '../../language/sentences.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { Path, Place } from './member-path.ts';

/** Sections that describe a party, or whose keys are used. */
const sections = ['target', 'client', 'receiver', 'sender', 'keyUse'] as const;

type Section = (typeof sections)[number];

/**
 * What reads a member outside the sections. Where no section in the file reads the member, it changes nothing. A member that is not listed here is
 * read whatever the file describes.
 */
const readers: Readonly<Record<string, readonly Section[]>> = {
  secondMerchant: ['target', 'sender'],
  secondEnvironment: ['target'],
  samples: ['target'],
  addresses: ['target'],
  recipes: ['target'],
  rotation: ['target'],
  budget: ['target'],
  invoicePrefix: ['target'],
  plan: ['target'],
  notificationUrl: ['target'],
  limits: ['target', 'receiver', 'keyUse'],
  'deadlines.answer': ['target', 'keyUse'],
  'deadlines.recipe': ['target', 'receiver', 'keyUse'],
  'deadlines.clause': ['target'],
  'deadlines.change': ['target'],
  merchant: ['target', 'client', 'receiver', 'sender'],
};

type Members = Readonly<Record<string, unknown>>;

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (member, name) => (typeof member === 'object' && member !== null ? (member as Members)[name] : undefined),
    value,
  );
}

interface Within {
  readonly path: readonly string[];
  /** Why the member changes nothing in this file; undefined where it changes something. */
  readonly idle: (value: unknown) => string | undefined;
}

const needing = (member: string, other: string): Within => ({
  path: member.split('.'),
  idle: (value) => (at(value, other.split('.')) === undefined ? said('needs-other-member', { other }) : undefined),
});

/** Members within a section that change nothing without another, or with another. */
const within: readonly Within[] = [
  {
    path: ['receiver', 'ca'],
    idle: (value) => (/^http:/i.test(String(at(value, ['receiver', 'url']))) ? said('needs-https', { url: 'receiver.url' }) : undefined),
  },
  needing('recipes.addAddress', 'recipes.removeAddress'),
  needing('recipes.removeAddress', 'recipes.addAddress'),
  needing('recipes.makeAccount', 'recipes.rotateKeys'),
  needing('receiver.stop', 'receiver.start'),
  {
    path: ['merchant'],
    // The keys in the section of a client are searched for, and used for nothing else.
    idle: (value) =>
      sections.every((section) => section === 'client' || section === 'sender' || at(value, [section]) === undefined) &&
      at(value, ['client']) !== undefined &&
      at(value, ['client', 'sources']) === undefined
        ? said('needs-other-member', { other: 'client.sources' })
        : undefined,
  },
  {
    path: ['merchant'],
    // The keys of `sender` sign instead of those of `merchant`.
    idle: (value) =>
      sections.every((section) => section === 'sender' || at(value, [section]) === undefined) && at(value, ['sender', 'keys']) !== undefined
        ? said('sender-has-keys')
        : undefined,
  },
];

/**
 * Refuses members that change nothing for any party that the file describes.
 * @param value a file whose form has been checked
 * @throws ConfigurationError for the first
 */
export function noMemberWithoutEffect(value: unknown, place: Place): void {
  const described = sections.filter((section) => at(value, [section]) !== undefined);
  const refuse = (path: Path, why: string): never => {
    throw new ConfigurationError('member-without-effect', { at: place(path), why });
  };
  for (const [name, by] of Object.entries(readers)) {
    const path = name.split('.');
    if (at(value, path) === undefined || by.some((section) => described.includes(section))) continue;
    // `collect` takes the keys of a file that describes no party.
    if (name === 'merchant' && described.length === 0) continue;
    // `alerts` compares mails with them, whatever party is described.
    if (name === 'addresses' && Object.keys(at(value, path) ?? {}).join() === 'egress') continue;
    refuse(path, said('only-for-sections', { sections: by.map((section) => `\`${section}\``).join(', ') }));
  }
  for (const { path, idle } of within) {
    const why = at(value, path) === undefined ? undefined : idle(value);
    if (why !== undefined) refuse(path, why);
  }
}
