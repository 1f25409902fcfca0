import { type ClauseId, clauses } from './clauses/catalogue.ts';

/** What a clause depends on, for a reader who asks where to begin. It affects no verdict. */
export interface Dependencies {
  /** By clause: where one of these is broken, this clause is broken by the same cause. It has no circle. */
  readonly brokenWith: ReadonlyMap<string, readonly string[]>;
  /** By clause: where one of these is broken, this clause cannot be judged. */
  readonly judgedAfter: ReadonlyMap<string, readonly string[]>;
}

type Table = Readonly<Partial<Record<ClauseId, readonly ClauseId[]>>>;

// A wrong refusal or effect is a separate fault even where the valid call fails, so clauses about those are not in rows of SIG-01 and RCV-02.
const brokenWith: Table = {
  'AUT-03': ['SIG-02'],
  'AUT-04': ['AUT-01'],
  'AUT-06': ['AUT-01'],
  'HDR-01': ['AUT-01'],
  'HDR-05': ['UTF-06'],
  'SIG-03': ['SIG-02'],
  'SIG-04': ['SIG-01', 'SIG-02', 'SIG-03'],
  'SIG-05': ['SIG-01', 'SIG-02'],
  'SIG-06': ['SIG-02'],
  'SIG-07': ['SIG-02'],
  'UTF-01': ['SIG-01', 'UTF-06'],
  'UTF-02': ['SIG-01', 'SIG-02', 'SIG-04'],
  'UTF-03': ['SIG-01'],
  'UTF-07': ['SIG-02', 'SIG-04'],
  'CLK-02': ['CLK-01'],
  'CLK-03': ['SIG-01', 'CLK-01'],
  'CLK-04': ['CLK-01'],
  'IDM-01': ['SIG-01', 'END-01'],
  'IDM-02': ['IDM-01', 'END-01'],
  'IDM-03': ['IDM-01', 'IDM-02'],
  'IDM-04': ['IDM-01', 'IDM-02', 'IDM-03'],
  'IDM-05': ['SIG-01', 'IDM-01', 'IDM-02'],
  'IDM-06': ['SIG-01'],
  'IDM-07': ['IDM-01', 'IDM-02'],
  'IDM-08': ['IDM-01', 'END-01'],
  'IDM-09': ['SIG-01'],
  'IDM-11': ['IDM-01'],
  'IDM-14': ['IDM-09'],
  'IDM-20': ['IDM-01', 'IDM-02'],
  'ERR-000': ['HDR-05'],
  'ERR-100': ['AUT-02'],
  'ERR-101': ['HDR-01', 'AUT-01', 'ERR-000'],
  'ERR-102': ['SIG-02'],
  'ERR-103': ['CLK-01'],
  'ERR-104': ['IDM-01', 'IDM-02', 'ERR-000'],
  'ERR-105': ['HDR-02'],
  'ERR-200': ['END-05'],
  'IPA-02': ['IPA-01'],
  'IPA-03': ['IPA-01'],
  'END-01': ['SIG-01'],
  'END-02': ['END-01', 'UTF-06', 'HDR-05'],
  'END-04': ['END-01', 'END-03', 'CLK-04'],
  'END-06': ['END-01'],
  'END-08': ['END-03'],
  'END-10': ['END-06'],
  'END-11': ['END-10'],
  'ENV-01': ['SIG-01', 'END-01'],
  'ENV-02': ['AUT-02', 'SIG-02'],
  'ENV-04': ['IPA-01', 'IPA-02'],
  'ROT-02': ['ROT-01'],
  'RCV-03': ['RCV-02'],
  'RCV-04': ['RCV-02'],
  'RCV-05': ['RCV-02', 'RCV-06', 'RCV-07'],
  'RCV-06': ['RCV-02'],
  'RCV-07': ['RCV-02'],
  'RCV-08': ['RCV-01', 'RCV-02', 'RCV-06'],
  'RCV-09': ['RCV-01', 'RCV-02'],
  'RCV-10': ['RCV-06', 'RCV-24'],
  'RCV-11': ['RCV-06'],
  'RCV-12': ['RCV-02', 'RCV-03', 'RCV-04', 'RCV-07'],
  'RCV-13': ['RCV-01', 'RCV-02'],
  'RCV-14': ['RCV-02'],
  'RCV-16': ['RCV-01'],
  'RCV-17': ['RCV-02', 'RCV-07'],
  'RCV-19': ['RCV-02', 'RCV-03', 'RCV-05'],
  'RCV-20': ['RCV-01'],
  'RCV-21': ['RCV-02', 'RCV-05'],
  'RCV-22': ['RCV-02', 'RCV-10'],
  'RCV-24': ['RCV-02', 'RCV-05'],
  'RCV-25': ['RCV-02', 'RCV-09', 'RCV-24'],
  'RCV-26': ['RCV-01', 'RCV-02'],
  'NTF-08': ['NTF-01'],
  'NTF-03': ['NTF-02'],
  'NTF-06': ['NTF-02'],
  'NTF-12': ['NTF-08'],
  'NTF-13': ['NTF-02'],
  'NTF-04': ['NTF-01', 'NTF-08'],
  'NTF-11': ['NTF-04'],
  'ROT-05': ['NTF-01', 'NTF-08'],
  'SIG-09': ['HDR-04', 'SIG-10', 'SIG-11', 'CLK-06'],
  'SIG-10': ['HDR-04'],
  'HDR-07': ['HDR-04'],
  'CLK-07': ['CLK-06'],
  'CLK-08': ['CLK-06', 'CLK-07'],
  'CLT-07': ['CLK-06'],
  'IDM-15': ['IDM-19'],
  'IDM-16': ['IDM-19'],
  'IDM-18': ['CLT-01'],
  'IDM-23': ['IDM-19', 'IDM-15'],
  'CLT-02': ['UTF-05'],
  'CLT-03': ['CLT-02'],
  'CLT-05': ['CLT-02', 'IDM-16'],
  'TLS-02': ['ENV-05'],
  'AUT-07': ['ENV-05'],
  'ROT-06': ['SIG-09'],
  'USE-02': ['USE-01'],
  'USE-03': ['USE-01'],
  'USE-06': ['USE-01', 'USE-03'],
};

/**
 * What the valid call or delivery of each party shows first: nothing else of the party is judged before it. A client that never answers hides the
 * rest.
 */
const firstOf = { provider: ['SIG-01'], client: ['SIG-09', 'CLT-01'], receiver: ['RCV-02'], sender: ['NTF-08'] } as const;

const judgedAfter: Table = {
  'RCV-01': ['RCV-07'],
  'RCV-08': ['RCV-07'],
  'IDM-10': ['IDM-01', 'IDM-02'],
  'END-07': ['END-01', 'END-06'],
  'END-10': ['END-01', 'END-06'],
  'END-11': ['END-01', 'END-06'],
  'ENV-03': ['END-01', 'END-06'],
  'IDM-22': ['IDM-19', 'IDM-15'],
  'CLK-07': ['IDM-15'],
  'NTF-11': ['NTF-03'],
  'NTF-04': ['NTF-03'],
};

export const dependencies: Dependencies = {
  brokenWith: new Map(Object.entries(brokenWith)),
  judgedAfter: new Map(
    clauses.map(({ id, party }) => {
      const first = party in firstOf ? firstOf[party as keyof typeof firstOf] : [];
      return [id, [...new Set([...first, ...(brokenWith[id] ?? []), ...(judgedAfter[id] ?? [])])].filter((one) => one !== id)];
    }),
  ),
};
