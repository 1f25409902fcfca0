// Made from schemas/run-file.schema.json by `npm run generate`.

/**
 * What one run asks of its workers and its reporter. A file holds it, and that file holds no secret: its path is the one variable that is handed on.
 */
export interface RunFile {
  /**
   * Names the run and its report.
   */
  readonly id: string;
  /**
   * ms since the epoch
   */
  readonly startedAt: number;
  readonly version: string;
  /**
   * The id of the contract, or the path of its folder.
   */
  readonly contractId: string;
  /**
   * The command that asks.
   */
  readonly mode: 'certify' | 'run';
  /**
   * What a certificate covers: the musts, or the shoulds too.
   */
  readonly level: 'core' | 'full';
  /**
   * What is judged by, as the report names it.
   */
  readonly contract: {
    readonly title: string;
    readonly version: string;
    readonly digest: string;
    /**
     * The id or folder by which a command has to name it; absent for the default one.
     */
    readonly source?: string;
  };
  readonly profile: string;
  readonly seed: number;
  readonly path?: string;
  /**
   * Clauses to ask; all where none are named.
   */
  readonly clauses?: readonly string[];
  /**
   * A regular expression over clause ids, operation ids and titles.
   */
  readonly grep?: string;
  /**
   * Where reports go.
   */
  readonly reports: string;
  /**
   * Who is judged, in the order of the report.
   *
   * @minItems 1
   */
  readonly parties: readonly Party[];
  /**
   * False where a party that was asked for could not be opened: its report is missing, so the run certifies nothing.
   */
  readonly complete: boolean;
  /**
   * Broken clauses that somebody is responsible for, as the configuration has them.
   */
  readonly waivers?: readonly {
    readonly clause: string;
    readonly match?: {
      readonly operation?: string;
      readonly reason?: string;
      readonly difference?: string;
    };
    readonly reason: string;
    readonly owner: string;
    readonly expires: string;
    readonly line: number;
  }[];
}
/**
 * What a run asks of one party.
 */
export interface Party {
  readonly role: 'provider' | 'client' | 'receiver' | 'sender' | 'key-use';
  /**
   * Cases as a multiple of each property's own number.
   */
  readonly scale: number;
  /**
   * Longest time for one clause test, ms.
   */
  readonly timeLimitMs: number;
  /**
   * Options that a repeat of one clause needs beside clause, seed and path.
   */
  readonly options: readonly string[];
  /**
   * What is judged, as the report names it where no test came to say so.
   */
  readonly target?: {
    readonly url: string;
    readonly environment: string;
  };
  /**
   * Path of the configuration of a target that is not ours; who needs it reads it, with the environment's secrets.
   */
  readonly config?: string;
  /**
   * Hosts of production that may be read from.
   */
  readonly production?: readonly string[];
  /**
   * File that records what the run sent to such a target and made there.
   */
  readonly journal?: string;
  /**
   * When the run has to end, ms on the steady clock of this machine.
   */
  readonly until?: number;
  /**
   * Clauses that the plan leaves out.
   */
  readonly excluded?: readonly {
    readonly clause: string;
    readonly owner: string;
    readonly reason: string;
  }[];
  /**
   * The shell command that runs the client, where one is judged that is not our reference.
   */
  readonly client?: string;
  /**
   * The port on loopback that clients connect to which the reader starts, and whether each session needs one that was started anew.
   */
  readonly attach?: {
    readonly port: number;
    readonly anew: boolean;
  };
  /**
   * Each answer of a client is waited for without end.
   */
  readonly noDeadlines?: true;
  /**
   * The folder that it runs in.
   */
  readonly folder?: string;
  /**
   * Folders and URLs that no key may be in.
   */
  readonly sources?: readonly string[];
  /**
   * What the configuration describes, so that more is owed.
   */
  readonly circumstances: readonly ('rotation' | 'second-environment' | 'sources' | 'refunds' | 'own-refunds')[];
}
