import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { shouldRenderGraphiQL } from 'graphql-yoga';
import { bodyOf } from '../http/body.ts';
import { acceptedEncoding, encoded } from '../http/encoding.ts';
import type { Middleware } from '../http/middleware.ts';

/** Three rows. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#d60590" d="M1 2h14v3H1zm0 4.5h14v3H1zM1 11h14v3H1z"/></svg>';

const OPTIONS = {
  title: 'rowmill',
  favicon: `data:image/svg+xml,${encodeURIComponent(ICON)}`,
  defaultEditorToolsVisibility: 'headers',
  defaultQuery: `# Put your key into the headers below:
#   {"Authorization": "Bearer rm_…"}
query {
  viewer {
    keyName
    scopes
  }
}
`,
} as const;

/** What the page has within itself, and nothing else but calls of this gateway: browsers hold it to that. */
const POLICY = [
  "default-src 'none'",
  "connect-src 'self'",
  'worker-src blob:',
  'font-src data:',
  'img-src data:',
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

interface Page {
  readonly html: Buffer;
  readonly policy: string;
}

/** Answers browsers with GraphiQL: one page of 9 MB that loads nothing. It is made for the first who asks, and kept. */
export function graphiql(): Middleware {
  let page: Promise<Page> | undefined;
  return async ({ req, env }, next) => {
    if (!shouldRenderGraphiQL(req.raw)) {
      await next();
      return undefined;
    }
    const { html, policy } = await (page ??= makePage());
    const encoding = acceptedEncoding(req.header('accept-encoding'));
    const headers = new Headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      vary: 'accept-encoding',
    });
    if (encoding !== 'identity') headers.set('content-encoding', encoding);
    const body = bodyOf(encoded(Readable.from([html]), encoding), () => env.outgoing.destroy());
    return new Response(body, { headers });
  };
}

async function makePage(): Promise<Page> {
  // Megabytes of code, which few gateways are asked for.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL(OPTIONS);
  const script = html.slice(html.indexOf('<script>') + '<script>'.length, html.lastIndexOf('</script>'));
  const digest = createHash('sha256').update(script).digest('base64');
  return { html: Buffer.from(html), policy: [...POLICY, `script-src 'sha256-${digest}'`].join('; ') };
}
