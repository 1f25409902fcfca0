import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { said } from '../language/sentences.ts';
import { largestBody } from '../mock/direct.ts';
import { authorizationIn, refuseForeignHosts } from '../mock/loopback-api.ts';
import { pageHead } from '../reports/page-head.ts';
import { stylesheet } from '../reports/page-style.ts';

const style = `${stylesheet}
main{padding-top:1.5rem}h1{margin-bottom:1rem}form{margin:.75rem 0}label{display:block;margin:.5rem 0}
table{border-collapse:collapse}td,th{text-align:left;padding:.35rem 1.5rem .35rem 0;border-bottom:1px solid var(--line)}`;

/** What an answer of the JSON endpoints says, as far as the page shows it. */
interface Answered {
  readonly keys?: readonly { readonly print: string; readonly endsAt: number | null }[];
  readonly secretKey?: string;
  readonly error?: string;
}

type Html = ReturnType<typeof html>;

function page(body: Html): Html {
  return html`${pageHead(said('keys-page'), style, "'self'")}
<body><main><h1>${said('keys-page')}</h1>
${body}</main></body></html>`;
}

function entrance(error: string): Html {
  return page(html`<p class="lead">${error}</p>
<form method="post" action="/keys"><label>${said('keys-token')} <input type="password" name="token" required autocomplete="off"></label>
<button>${said('keys-open')}</button></form>`);
}

function overview(token: string, { keys = [] }: Answered, { secretKey, error }: Answered): Html {
  const hidden = html`<input type="hidden" name="token" value="${token}">`;
  return page(html`${error === undefined ? '' : html`<p class="lead">${error}</p>`}
${secretKey === undefined ? '' : html`<p>${said('keys-new')} <code class="break">${secretKey}</code></p>`}
<table><tr><th>${said('keys-print')}</th><th>${said('keys-end')}</th></tr>
${keys.map(({ print, endsAt }) => html`<tr><td><code>${print}</code></td><td>${endsAt === null ? said('keys-in-force') : new Date(endsAt).toISOString()}</td></tr>`)}</table>
<form method="post" action="/keys/roll">${hidden}<label><input type="checkbox" name="revokeNow"> ${said('keys-revoke-now')}</label><button>${said('keys-roll')}</button></form>
<form method="post" action="/keys/revoke">${hidden}<button>${said('keys-revoke')}</button></form>`);
}

/**
 * The same endpoints for a person with a browser, beside the JSON for programs. It runs no script. Each form has the session token in its body, so
 * that no page of another origin can send one, and neither token nor key is ever in a URL.
 */
export function withKeysPage(api: Hono): Hono {
  const app = new Hono();
  // Before anything reads the request: its URL may have no form.
  app.use(refuseForeignHosts);
  app.use(bodyLimit({ maxSize: largestBody }));
  app.all('*', async (context) => {
    const { req } = context;
    const isPerson = authorizationIn(context) === undefined && /\btext\/html\b/i.test(req.header('Accept') ?? '');
    const isForm = req.method === 'POST' && /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(req.header('Content-Type') ?? '');
    const isVisit = req.method === 'GET';
    if (!isPerson || !(isForm || isVisit)) return api.fetch(req.raw);
    const fields = isForm ? new URLSearchParams(await req.text()) : new URLSearchParams();
    const token = fields.get('token') ?? '';
    const ask = async (method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly answered: Answered }> => {
      const answer = await api.request(path, {
        method,
        headers: { Host: req.header('Host') ?? '', Authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, answered: text === '' ? {} : (JSON.parse(text) as Answered) };
    };
    // Opening the page is a POST too, since the token is in its body.
    const isOpening = isVisit || req.path === '/keys';
    const done = isOpening ? { status: 200, answered: {} } : await ask('POST', req.path, { revokeNow: fields.has('revokeNow') });
    const shown = await ask('GET', '/keys');
    context.header('Cache-Control', 'no-store');
    context.header('Content-Security-Policy', "frame-ancestors 'none'");
    context.header('Vary', 'Accept');
    if (shown.status !== 200) return context.html(entrance(isVisit ? '' : (shown.answered.error ?? '')), 401);
    return context.html(overview(token, shown.answered, done.answered), done.status < 400 ? 200 : 400);
  });
  return app;
}
