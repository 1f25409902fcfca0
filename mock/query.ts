const noQuery: URLSearchParams = new URLSearchParams();

/** The query parameters of a request target, percent-decoded. */
export function queryOf(target: string): URLSearchParams {
  const mark = target.indexOf('?');
  return mark < 0 ? noQuery : new URLSearchParams(target.slice(mark + 1));
}

/** The path of a request target: without its query, and without one trailing slash (C37). */
export function pathOf(target: string): string {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
