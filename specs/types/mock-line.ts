// Made from schemas/mock-line.schema.json by `npm run generate`.

/**
 * The first line of the mock’s process: it is ready, or it cannot start.
 */
export type MockLine = ReadyLine | ErrorLine;

export interface ReadyLine {
  readonly ready: true;
  readonly url: string;
  readonly plainUrl: string;
  readonly secondUrl: string;
  readonly controlUrl?: string;
  /**
   * PEM.
   */
  readonly ca: string;
}
export interface ErrorLine {
  readonly error: string;
}
