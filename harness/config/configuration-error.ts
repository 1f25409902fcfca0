/** A configuration that cannot be used. The message names the member and the next move, and holds no value of the environment. */
export class ConfigurationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigurationError';
  }
}
