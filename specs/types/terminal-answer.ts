// Made from schemas/terminal-answer.schema.json by `npm run generate`.

/**
 * What the process with the terminal answers: what the person typed, or why nobody was asked.
 */
export interface TerminalAnswer {
  readonly answer?: string;
  readonly why?: string;
}
