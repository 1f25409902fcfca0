import { carrierOf, readAuthorization } from '../../core/contract/scheme.ts';
import type { Call, ProviderDecisions } from '../../core/decisions/provider.ts';
import { headerValue } from '../../core/exchange.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Interpretations } from '../../specs/types/ambiguities.ts';
import { basicUser, signedSchemes } from './credentials.ts';

/** Which headers a call needs, and how they are read. */
export function headerDecisions(
  { scheme: form }: Contract,
  interpretations: Interpretations,
  scheme: string,
): Pick<ProviderDecisions, 'requiredHeaders' | 'fieldValue' | 'takesContentType' | 'isBlank'> {
  const schemes = signedSchemes(interpretations, scheme);
  const contentTypeJudged = interpretations.C44 !== 'any';

  function isSigned(call: Call): boolean {
    const { signature } = form;
    const value = signature && headerValue(call.arrival.request.headers, signature.header);
    if (signature === undefined || value === undefined) return false;
    return schemes.some((each) => readAuthorization(form, each, signature.header, value).scheme === 'signed');
  }

  return {
    requiredHeaders(call) {
      const { authentication } = call.operation;
      const carrier = carrierOf(form, authentication);
      if (carrier === undefined) return [];
      if (interpretations.C1 === 'basic' || authentication === 'basic') return [carrier];
      const signed = authentication === 'signed' || (interpretations.C28 !== 'bearer-only' && isSigned(call));
      const named = (...parts: readonly ({ readonly header?: string } | undefined)[]) => [
        carrier,
        ...parts.flatMap((part) => part?.header ?? []),
      ];
      if (!signed) return interpretations.C27 === 'required' ? named(form.login) : [carrier];
      const required = named(form.login, form.date, form.id);
      if (interpretations.C50 === 'taken-too' && isBasic(call, carrier)) required.splice(1);
      return contentTypeJudged && call.operation.method !== 'GET' ? [...required, 'Content-Type'] : required;
    },

    fieldValue(values) {
      if (values.length === 1 || interpretations.C51 === 'first-wins') return values[0];
      return interpretations.C51 === 'last-wins' ? values.at(-1) : undefined;
    },

    takesContentType(value, call) {
      if (!contentTypeJudged || call.operation.method === 'GET') return true;
      if (interpretations.C44 === 'exact') return value === 'application/json';
      const [type = '', ...parameters] = value.toLowerCase().split(';');
      if (type.trim() !== 'application/json') return false;
      return parameters.every((parameter) => /^\s*(charset\s*=\s*"?utf-?8"?)?\s*$/.test(parameter));
    },

    isBlank(value, call) {
      return (call.operation.idempotency === 'honoured' || interpretations.C10 === 'blank-refused') && value.trim() === '';
    },
  };
}

function isBasic(call: Call, carrier: string): boolean {
  return basicUser(headerValue(call.arrival.request.headers, carrier) ?? '') !== undefined;
}
