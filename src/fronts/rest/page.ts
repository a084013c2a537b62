import { createHash } from 'node:crypto';

/** Lists the calls of each document and sends them. Texts of documents and answers are never read as HTML. */
const SCRIPT = String.raw`
const key = document.getElementById('key');
const main = document.querySelector('main');

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function example(schema, schemas) {
  const ref = schema.$ref;
  if (ref) return example(schemas[ref.split('/').at(-1)], schemas);
  const one = (schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [])[0];
  if (one) return example(one, schemas);
  if (schema.enum) return schema.enum[0];
  const type = [schema.type].flat()[0];
  if (type === 'object') {
    const required = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name));
    return Object.fromEntries(required.map(([name, of]) => [name, example(of, schemas)]));
  }
  if (type === 'array') return [example(schema.items ?? {}, schemas)];
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  return type === 'boolean' ? true : type === 'null' ? null : '';
}

function call(base, path, method, operation, schemas) {
  const inputs = (operation.parameters ?? []).map((parameter) => {
    const input = element('input', { placeholder: parameter.description ?? '' });
    return { parameter, input };
  });
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const isFile = type === 'multipart/form-data';
  const body = isFile ? element('input', { type: 'file' }) : element('textarea', { rows: 6 });
  if (type && !isFile) body.value = JSON.stringify(example(content.schema, schemas), null, 2);
  const answer = element('pre', {});
  const send = async () => {
    let url = base.value.replace(/\/$/, '') + path;
    const query = new URLSearchParams();
    for (const { parameter, input } of inputs) {
      if (parameter.in === 'path') url = url.replace('{' + parameter.name + '}', encodeURIComponent(input.value));
      else if (input.value !== '') query.set(parameter.name, input.value);
    }
    if (query.size > 0) url += '?' + query;
    const headers = { authorization: 'Bearer ' + key.value.trim() };
    const options = { method: method.toUpperCase(), headers };
    if (isFile) {
      options.body = new FormData();
      if (body.files[0]) options.body.append('file', body.files[0]);
    } else if (type) {
      headers['content-type'] = type;
      options.body = body.value;
    }
    answer.textContent = '…';
    try {
      const response = await fetch(url, options);
      const text = await response.text();
      let shown = text;
      try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch { /* It is no JSON. */ }
      answer.textContent = options.method + ' ' + url + '\n' + response.status + ' ' + response.statusText + '\n\n' + shown;
    } catch (error) {
      answer.textContent = String(error);
    }
  };
  const fields = inputs.map(({ parameter, input }) => element('label', {}, parameter.name, input));
  if (type) fields.push(element('label', {}, 'Body', body));
  const title = element('summary', {}, element('code', {}, method.toUpperCase() + ' ' + path), ' ' + (operation.summary ?? ''));
  const text = operation.description ? [element('p', {}, operation.description)] : [];
  return element('details', {}, title, ...text, ...fields, element('button', { onclick: send }, 'Send'), answer);
}

for (const name of document.body.dataset.documents.split(' ')) {
  const section = main.appendChild(element('section', {}));
  const file = '/openapi/' + name + '.json';
  const api = await (await fetch(file)).json();
  const base = element('select', {}, ...api.servers.map(({ url }) => element('option', {}, url)));
  section.append(
    element('h2', {}, api.info.title),
    element('p', {}, api.info.description ?? '', ' ', element('a', { href: file }, 'OpenAPI document')),
    element('label', {}, 'Base path', base),
  );
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      section.append(call(base, path, method, operation, api.components?.schemas ?? {}));
    }
  }
}
`;

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
details { border: 1px solid #8886; border-radius: 6px; padding: .5rem 1rem; margin: .5rem 0; }
summary { cursor: pointer; }
label { display: block; margin: .5rem 0; }
input, textarea { display: block; width: 100%; box-sizing: border-box; font: 13px ui-monospace, monospace; }
select { margin-left: .5rem; }
pre { overflow: auto; max-height: 30rem; }
`;

/** What the page has within itself, and calls of this gateway: browsers hold it to that. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "connect-src 'self'",
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A page to read and try the REST APIs. It loads nothing but their documents. @param names of these, in lower case. */
export const pageOf = (names: readonly string[]): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>rowmill: REST APIs</title><style>${STYLE}</style></head>
<body data-documents="${names.join(' ')}">
<h1>rowmill: REST APIs</h1>
<label>API key, which stays on this page<input id="key" type="password" placeholder="rm_…" autocomplete="off"></label>
<main></main>
<script type="module">${SCRIPT}</script>
</body>
</html>
`;
