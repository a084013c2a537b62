import { Hono } from 'hono';
import { countedAs, type DoorEnv } from '../http/middleware.ts';
import { Refused } from '../http/refused.ts';
import { PAGE_POLICY, pageOf } from './page.ts';
import type { MountedRest } from './rest-front.ts';

/**
 * The OpenAPI 3.1 documents of all REST fronts, `/openapi/<name>.json`, and a page over them, `/openapi`. They are the same for
 * everyone, so they need no key.
 */
export function documentRoutes(fronts: readonly MountedRest[]): Hono<DoorEnv> {
  const routes = new Hono<DoorEnv>();
  const documents = new Map<string, object>();
  routes.get('/openapi/:file{[a-z]+\\.json}', countedAs('openapi'), ({ req, json }) => {
    const file = req.param('file');
    const front = fronts.find(({ name }) => `${name}.json` === file);
    if (front === undefined) throw new Refused(404, 'NOT_FOUND', 'There is no such document.');
    const document = documents.get(file) ?? front.document();
    documents.set(file, document);
    return json(document);
  });
  const page = pageOf(fronts.map(({ name }) => name));
  routes.get('/openapi', countedAs('openapi'), (context) =>
    context.html(page, 200, { 'content-security-policy': PAGE_POLICY }),
  );
  return routes;
}
