import { breachesOf } from '../../arbitraries/breach.ts';
import type { JsonValue } from '../../core/json.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { JsonSchema, Operation } from '../../schemas/contract.ts';
import { isDocumentedError } from '../../schemas/error-form.ts';
import type { ProviderTest } from '../clause-test.ts';
import { answerText, broken, errorCodeOf, isRefusal, isSuccess, jsonOf, refusedBy4xx, responseOf, seen, statusOf } from '../judgement.ts';
import { validCalls } from '../valid-calls.ts';
import { acceptedControl, inGroups } from './negative-case.ts';

/** A parameter that is missing from the query, or that breaks one keyword of its schema. */
interface WrongParameter {
  readonly name: string;
  readonly place: 'path' | 'query';
  readonly keyword: string;
  readonly text: string | undefined;
}

/** A number in the form that JSON has and queries may not have. */
const withExponent = '1e3';

/** How many texts that break one keyword are sent. */
const mostTexts = 12;

/** What readers of numbers are known to take for one, or for none. */
const wordsForNumbers: readonly string[] = ['', 'null', 'undefined', 'NaN', 'Infinity', '0x10', '1,000', '10x'];

/**
 * A value as the text of a parameter. Every text is valid for a text, so only a parameter that should be a number has texts of a wrong kind. No
 * document says how a boolean is read. Blanks at an end may be cut off.
 */
function textIn({ type }: JsonSchema, value: JsonValue): readonly string[] {
  const isNumeric = type === 'number' || type === 'integer';
  if (typeof value === 'string') return (isNumeric || type === 'string') && value.trim() === value ? [value] : [];
  return typeof value === 'number' && isNumeric && !String(value).includes('e') ? [String(value)] : [];
}

/** Only what the documents state: what clients were seen to do, and what is ambiguous, is not a violation. */
function documented({ parameters }: Operation): Operation['parameters'] {
  return parameters.filter(
    ({ in: place, basis, ambiguity }) => (basis === 'docs' || basis === 'seed') && (place === 'path' || ambiguity === undefined),
  );
}

/**
 * Texts that fit the schema of a parameter of the query, and that some readers do not take. A number is written in its plain form: the documents do
 * not say whether a query may have its other form, which JSON has.
 */
function rightParameters(operation: Operation): readonly { readonly name: string; readonly text: string; readonly stated: boolean }[] {
  const ofQuery = documented(operation).filter(({ in: place }) => place === 'query');
  return ofQuery.flatMap(({ name, schema: { type } }) => {
    const texts = type === 'number' ? ['10.5', '10.55', withExponent] : type === 'boolean' ? ['true', 'false'] : [];
    return texts.map((text) => ({ name, text, stated: text !== withExponent }));
  });
}

/** A path with an id of any form that nobody was given names nothing. */
function wrongParameters(operation: Operation): readonly WrongParameter[] {
  return documented(operation).flatMap(({ name, in: place, required, schema }) => {
    const breaches = [...breachesOf(schema, { optional: !required, fractionIsWrong: true })];
    const isNumeric = schema.type === 'number' || schema.type === 'integer';
    // A path without its last segment is another path, and an optional parameter without a value is as good as none.
    const words = (keyword: string) =>
      isNumeric && keyword === 'type' ? wordsForNumbers.filter((word) => word !== '' || (required && place === 'query')) : [];
    const texts = breaches.flatMap(([keyword, values]) =>
      [...new Set([...words(keyword), ...values.flatMap((value) => textIn(schema, value))])]
        .filter((text) => text !== '' || place === 'query')
        .slice(0, mostTexts)
        .map((text) => ({ name, place, keyword, text })),
    );
    return [...(required && place === 'query' ? [{ name, place, keyword: 'required', text: undefined }] : []), ...texts];
  });
}

const end08 = (operation: Operation): ProviderTest => ({
  clause: 'END-08',
  operation,
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    await inGroups(run, rightParameters(operation), async ({ name, text, stated }) => {
      run.countCases(1);
      const control = await acceptedControl(calls, operation);
      const call = await calls.call(operation);
      const exchange = await calls.send({ ...call, parameters: { ...call.parameters, [name]: text } });
      responseOf(exchange);
      if (!stated) run.observe({ subject: said('parameter-fits', { id: operation.id, name, text }), seen: answerText(exchange) });
      else if (isRefusal(exchange))
        broken('END-08', reason('accepted'), seen(exchange), [control, exchange], {
          difference: said('parameter-fits', { id: operation.id, name, text }),
        });
    });
    await inGroups(run, wrongParameters(operation), async ({ name, place, keyword, text }) => {
      run.countCases(1);
      const control = await acceptedControl(calls, operation);
      const call = await calls.call(operation);
      const { [name]: _right, ...others } = call.parameters;
      const exchange = await calls.send({ ...call, parameters: text === undefined ? others : { ...others, [name]: text } });
      responseOf(exchange);
      // A list of something unknown may be empty.
      const listed = operation.traits.includes('lists') && isSuccess(exchange) ? jsonOf(exchange) : undefined;
      if (Array.isArray(listed) && listed.length === 0) return;
      const difference =
        text === undefined
          ? said('parameter-left-out', { id: operation.id, name })
          : said('parameter-breaks', { id: operation.id, name, text, keyword });
      refusedBy4xx('END-08', exchange, { difference }, [control]);
      // Where nothing is found at a path, the envelope is that of the server.
      if (
        place === 'query' &&
        errorCodeOf(exchange) === undefined &&
        !isDocumentedError(operation, statusOf(exchange), responseOf(exchange).body)
      )
        broken('END-08', reason('documented-envelope'), seen(exchange), [control, exchange], { difference });
    });
  },
});

/** Parameters are held to their schemas as bodies are. */
export function parameterTests(operations: readonly Operation[]): readonly ProviderTest[] {
  return operations.filter((operation) => operation.requestBody === undefined && wrongParameters(operation).length > 0).map(end08);
}
