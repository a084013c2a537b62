import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type Plugin, shouldRenderGraphiQL } from 'graphql-yoga';

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
  /** Packed by gzip, to less than a third of its 9 MB. */
  readonly packed: Uint8Array<ArrayBuffer>;
  readonly policy: string;
}

/** Answers browsers with GraphiQL: one page that loads nothing. It is made for the first who asks, and kept. */
export function graphiql(): Plugin {
  let page: Promise<Page> | undefined;
  return {
    async onRequest(event) {
      if (!shouldRenderGraphiQL(event.request)) return;
      const { packed, policy } = await (page ??= makePage());
      const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
      // Every browser takes it packed.
      const answer = /\bgzip\b/.test(event.request.headers.get('accept-encoding') ?? '')
        ? new event.fetchAPI.Response(packed, { headers: { ...headers, 'content-encoding': 'gzip' } })
        : new event.fetchAPI.Response(new Uint8Array(await promisify(gunzip)(packed)), { headers });
      event.endResponse(answer);
    },
  };
}

async function makePage(): Promise<Page> {
  // Megabytes of code, which few gateways are asked for.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL(OPTIONS);
  const script = html.slice(html.indexOf('<script>') + '<script>'.length, html.lastIndexOf('</script>'));
  const digest = createHash('sha256').update(script).digest('base64');
  const packed = new Uint8Array(await promisify(gzip)(html));
  return { packed, policy: [...POLICY, `script-src 'sha256-${digest}'`].join('; ') };
}
