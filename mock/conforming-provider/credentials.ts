import { addressListed } from '../../core/contract/addresses.ts';
import { accountOfLogin, accountOfReadOnlyKey, apiSignaturesOf, inForceAt } from '../../core/contract/credentials.ts';
import { carrierOf, readAuthorization } from '../../core/contract/scheme.ts';
import type { Check, ProviderDecisions } from '../../core/decisions/provider.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Interpretations } from '../../specs/types/ambiguities.ts';

/** Authentication: the order of the checks, and what identifies and authenticates an account. */
export function credentialDecisions(
  { scheme: form }: Contract,
  interpretations: Interpretations,
  scheme: string,
): Pick<
  ProviderDecisions,
  'checks' | 'authorization' | 'inForce' | 'accountOf' | 'accountOfBearer' | 'accountOfBasic' | 'secretsOf' | 'addressListed' | 'owns'
> {
  const checks = checkOrder(interpretations);
  const checksWithoutAddress = checks.filter((check) => check !== 'address');
  const schemes = signedSchemes(interpretations, scheme);
  const basicTaken = interpretations.C1 === 'basic' || interpretations.C50 === 'taken-too';

  return {
    checks(operation) {
      if (operation.authentication === 'none') return [];
      return interpretations.C46 === 'signed-only' && operation.authentication !== 'signed' ? checksWithoutAddress : checks;
    },

    authorization(value, call) {
      if (basicTaken || call.operation.authentication === 'basic') {
        const user = basicUser(value);
        if (user !== undefined) return { scheme: 'basic', user };
      }
      if (interpretations.C1 === 'basic' || call.operation.authentication === 'basic') return { scheme: 'malformed' };
      const header = carrierOf(form, call.operation.authentication) ?? '';
      for (const each of schemes) {
        const read = readAuthorization(form, each, header, value);
        if (read.scheme === 'malformed') continue;
        const refused = read.scheme === 'signed' && call.operation.authentication !== 'signed' && interpretations.C28 === 'bearer-only';
        return refused ? { scheme: 'malformed' } : read;
      }
      return { scheme: 'malformed' };
    },

    inForce: (account, call) => inForceAt(account, call.now),

    accountOf(login, accounts, call) {
      const account = accountOfLogin(login, accounts, call.now);
      if (account !== undefined || interpretations.C29 === 'deposit-key') return account;
      return call.operation.method === 'GET' ? accountOfReadOnlyKey(login, accounts, call.now) : undefined;
    },

    accountOfBearer(token, accounts, call) {
      if (call.operation.authentication === 'signed') return undefined;
      const account = accountOfReadOnlyKey(token, accounts, call.now);
      return account === undefined && interpretations.C28 === 'deposit-key-too' ? accountOfLogin(token, accounts, call.now) : account;
    },

    accountOfBasic(user, accounts, call) {
      const find = call.operation.authentication === 'signed' ? accountOfLogin : accountOfReadOnlyKey;
      return find(user, accounts, call.now);
    },

    secretsOf: (account, login, call) => apiSignaturesOf(account, login, call.now),
    // Where keys travel by HTTP Basic, a list of addresses is an addition: without one, all may call.
    addressListed: ({ addresses }, call) =>
      (form.basic !== undefined && addresses.length === 0) || addressListed(call.arrival.peer, addresses),
    owns: (account, owner) => account.merchant === owner,
  };
}

/** The schemes of signed calls that are taken (C2). */
export function signedSchemes(interpretations: Interpretations, scheme: string): readonly string[] {
  return interpretations.C2 === 'okp-too' && scheme !== 'OKP' ? [scheme, 'OKP'] : [scheme];
}

function checkOrder(interpretations: Interpretations): readonly Check[] {
  switch (interpretations.C11) {
    case 'signature-before-date':
      return ['headers', 'login', 'signature', 'date', 'address'];
    case 'address-first':
      return ['headers', 'login', 'address', 'date', 'signature'];
    default:
      return ['headers', 'login', 'date', 'signature', 'address'];
  }
}

/** The user name of `Basic base64(user:)`, RFC 7617, where the password is empty. */
export function basicUser(value: string): string | undefined {
  if (!value.startsWith('Basic ')) return undefined;
  const pair = Buffer.from(value.slice(6), 'base64').toString('latin1');
  return pair.endsWith(':') && pair.length > 1 ? pair.slice(0, -1) : undefined;
}
