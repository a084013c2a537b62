import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenGateway, openGateway } from './open-gateway.ts';

/** As a browser opens an address. */
async function open({ app: { url } }: OpenGateway, path = '/graphql', encoding = 'gzip, deflate'): Promise<Response> {
  const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
  return await fetch(url + path, { headers: { accept, 'accept-encoding': encoding } });
}

let gateway: OpenGateway;
let page: Response;
let html: string;
beforeAll(async () => {
  gateway = await openGateway();
  page = await open(gateway);
  html = await page.text();
});
afterAll(async () => await gateway[Symbol.asyncDispose]());

/** The inline scripts, and the page without them and without its styles. */
function taken(): { readonly scripts: readonly string[]; readonly rest: string } {
  const scripts: string[] = [];
  const rest = html
    .replaceAll(/<style>[^]*?<\/style>/g, '')
    .replaceAll(/<script>([^]*?)<\/script>/g, (_, script: string) => {
      scripts.push(script);
      return '';
    });
  return { scripts, rest };
}

test('GraphiQL is one page that has all it needs within itself', () => {
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const { scripts, rest } = taken();
  expect(scripts.join()).toContain('YogaGraphiQL.renderYogaGraphiQL(');
  expect(rest).toContain('<title>rowmill</title>');
  const addresses = [...rest.matchAll(/\b(?:src|href|srcset|action|data)\s*=\s*"?([^"\s>]*)/g)].map(([, one]) => one);
  expect(addresses).toEqual([expect.stringMatching(/^data:image\/svg\+xml,/)]);
  expect([...html.matchAll(/<style>([^]*?)<\/style>/g)].map(([, css]) => css).join()).not.toMatch(
    /@import|url\((?!['"]?data:|['"]?#)/,
  );
});

test('the browser is told to let it talk to this gateway alone, and to run its own script alone', () => {
  const policy = new Map(
    page.headers
      .get('content-security-policy')!
      .split('; ')
      .map((directive) => {
        const [name, ...sources] = directive.split(' ');
        return [name, sources] as const;
      }),
  );
  expect(policy.get('default-src')).toEqual(["'none'"]);
  expect(policy.get('connect-src')).toEqual(["'self'"]);
  expect(policy.get('script-src')).toEqual(
    taken().scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`),
  );
  for (const sources of policy.values()) {
    for (const source of sources) expect(source).toMatch(/^('none'|'self'|'unsafe-inline'|'sha256-.*'|blob:|data:)$/);
  }
});

test('it is the same page for an operation in the address, which is not run', async () => {
  const again = await open(gateway, `/graphql?query=${encodeURIComponent('{ __typename }')}`);
  expect(await again.text()).toBe(html);
});

test('it comes packed, but not to who cannot unpack it', async () => {
  expect(page.headers.get('content-encoding')).toBe('gzip');
  const plain = await open(gateway, '/graphql', 'identity');
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(await plain.text()).toBe(html);
});

test('in production nobody gets it', async () => {
  await using production = await openGateway({ NODE_ENV: 'production' });
  const answer = await open(production);
  expect(answer.status).toBe(405);
  expect(answer.headers.get('content-type')).toBe('application/json');
});
