import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';

/**
 * The head of a page that needs no network and runs no script: a content security policy that allows only this style, and no referrer.
 *
 * @param forms the targets of its forms
 */
export function pageHead(title: string, style: string, forms: "'none'" | "'self'" = "'none'"): ReturnType<typeof html> {
  const policy = `default-src 'none'; base-uri 'none'; form-action ${forms}; img-src data:; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${raw(style)}</style>
</head>`;
}
