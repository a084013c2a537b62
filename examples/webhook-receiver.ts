import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

const { PORT = '8080', WEBHOOK_SECRET = '' } = process.env;
const webhook = new Webhook(WEBHOOK_SECRET);
/** A real receiver keeps these where they outlive it, for as long as a webhook may come again. */
const seen = new Set<string>();

async function receive(request: IncomingMessage): Promise<number> {
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  // The signature is over the bytes that were sent: verify first, parse afterwards.
  const message = webhook.verify(await text(request), headers);
  const id = headers['webhook-id'];
  if (!seen.has(id)) console.log(JSON.stringify(message));
  seen.add(id);
  return 204;
}

const server = createServer((request, response) => {
  receive(request)
    .catch((error: unknown) => (error instanceof WebhookVerificationError ? 401 : 500))
    .then((status) => response.writeHead(status).end())
    .catch(console.error);
});
server.listen(Number(PORT), '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') console.log(`receives at http://127.0.0.1:${address?.port}`);
});
