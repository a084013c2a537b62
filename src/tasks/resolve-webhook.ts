import { createHash } from 'node:crypto';
import type { TaskWebhook } from '../entities/task.ts';
import { done, type Outcome, refused } from '../refusal.ts';
import { checkWebhookUrl, type TargetPolicy } from '../targets/index.ts';

/** Where a task tells its end, as the task keeps it. @param task that the URL is sealed for. */
export function resolveWebhook(
  url: string,
  task: string,
  { vault, webhookNetworks }: TargetPolicy,
): Outcome<TaskWebhook> {
  const path = ['webhookUrl'];
  const wrong = checkWebhookUrl(url, webhookNetworks);
  if (wrong !== null) return refused({ kind: 'invalid-input', code: 'INVALID_INPUT', message: wrong, path });
  if (vault === null) {
    const message = 'this gateway has no key to store webhooks with: its operator has to set ROWMILL_SECRET_KEY';
    return refused({ kind: 'not-allowed', code: 'SECRET_KEY_MISSING', message, path });
  }
  return done({ url: vault.seal(url, task), receiver: receiverOf(url) });
}

/** Equal for the URLs of one host. */
function receiverOf(url: string): string {
  return createHash('sha256').update(new URL(url).host).digest('base64url').slice(0, 22);
}
