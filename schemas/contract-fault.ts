/** What is wrong in a contract's folder, as data. Its sentence is in the catalogue of each language (`language/en/contract-faults.ts`). */

/** Each fault, with the names of its values. */
export interface FaultValues {
  'clause-unknown': never;
  'clause-by-unknown-ambiguity': 'ambiguity';
  'name-given-twice': 'name';
  'not-yaml': 'why';
  'yaml-without-measure': never;
  'not-of-schema': 'rule';
  'extension-not-of-schema': 'rule';
  'extension-unknown': 'known';
  'not-an-object': never;
  'not-a-text': never;
  'not-a-list': never;
  'reference-elsewhere': 'reference';
  'reference-nowhere': 'reference';
  'reference-to-itself': 'reference';
  'not-a-property': 'member';
  'value-missing': never;
  'not-a-status': never;
  'parameter-elsewhere': never;
  'headers-elsewhere': 'file';
  'trait-without-part': 'trait' | 'part';
  'parameter-not-in-path': 'name' | 'path';
  'parameter-missing': 'name' | 'path';
  'document-unreadable': 'why';
  'file-missing': 'contract';
  'file-unreadable': 'why';
  'carrier-missing': 'carrier';
  'header-missing': 'part' | 'placeholder';
  'date-without-place': never;
  'operation-unknown': 'operation' | 'known';
  'operation-twice': 'operation';
  'creates-without-resource': 'operation';
  'error-member-unknown': 'member';
  'webhook-unknown': 'webhook';
  'resource-unknown': 'resource';
  'version-unknown': 'version';
  'contract-unknown': 'shipped';
  'norm-missing': never;
  'norm-twice': 'norm';
  'extends-in-circle': 'known';
  'ambiguity-unknown': never;
  'interpretation-unknown': 'known';
  'required-ambiguity-unknown': 'ambiguity';
  'level-of-unknown-clause': never;
  'level-lower': 'level';
  'statement-of-unknown-clause': 'statement' | 'clause';
  'hash-not-of-scheme': never;
}

export type FaultId = keyof FaultValues;

/** One fault: the file, where in it (JSON pointer, empty for the whole; undefined where the fault is of the file), and what is wrong. */
export type Fault = {
  readonly [Id in FaultId]: { readonly file: string; readonly pointer?: string; readonly id: Id } & ([FaultValues[Id]] extends [never]
    ? { readonly values?: undefined }
    : { readonly values: Readonly<Record<FaultValues[Id], string>> });
}[FaultId];

/** A contract's folder cannot be read as it is. The message is for programmers. */
export class ContractFault extends Error {
  readonly faults: readonly Fault[];

  constructor(...faults: readonly Fault[]) {
    super(faults.map(({ file, pointer = '', id, values }) => `${file}${pointer} ${id} ${JSON.stringify(values ?? {})}`).join('\n'));
    this.faults = faults;
  }
}
