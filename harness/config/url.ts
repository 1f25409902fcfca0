/** A text as a URL, or undefined where it is none. */
export function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** The origin of a URL; a text that is not a URL stays as it is. */
export function originOf(text: string): string {
  return urlOf(text)?.origin ?? text;
}
