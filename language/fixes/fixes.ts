import type { ClientLanguage } from '../../core/diagnosis/client-language.ts';
import type { MistakeKind } from '../../core/diagnosis/mistake.ts';
import type { LanguageFixes } from './language-fixes.ts';
import { node } from './node.ts';
import { php } from './php.ts';
import { python } from './python.ts';

const languages: Readonly<Record<ClientLanguage, { readonly name: string; readonly fixes: LanguageFixes }>> = {
  php: { name: 'PHP', fixes: php },
  python: { name: 'Python', fixes: python },
  node: { name: 'Node', fixes: node },
};

/** The line to change, as `In PHP: …`. */
export function fixIn(language: ClientLanguage, kind: MistakeKind): string {
  const { name, fixes } = languages[language];
  return `In ${name}: ${fixes[kind]}`;
}
