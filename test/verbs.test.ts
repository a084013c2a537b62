import { describe, expect, test } from 'vitest';
import { type Scope, SCOPES } from '../src/access.ts';
import * as projects from '../src/projects/index.ts';
import * as tasks from '../src/tasks/index.ts';
import * as webhooks from '../src/webhooks/index.ts';
import { MissingScope, type Verb } from '../src/verb.ts';

type AnyVerb = Verb<readonly never[], unknown>;

function isVerb(thing: unknown): thing is AnyVerb {
  return typeof thing === 'function' && 'scope' in thing;
}

/** What does not go through a verb, since no caller names it: keys are what callers are known by, loaders read what was found, and texts are compared. */
const OTHERS = [
  'diffModels',
  'makeKey',
  'readKey',
  'readProviderValues',
  'readRevisions',
  'readRevisionSources',
  'readTableFiles',
  'readTableFileTexts',
  'readRevisionTexts',
  'isExpired',
  'isTerminal',
  'previewRow',
  'openTasks',
  'openWebhooks',
];

const exported: readonly (readonly [name: string, thing: unknown])[] = Object.entries({
  ...projects,
  ...tasks,
  ...webhooks,
});
const verbs = exported.flatMap(([name, thing]) => (isVerb(thing) ? [[name, thing] as const] : []));

/** A call of which nothing can be read: whatever a verb does before it looks at the scope fails another way. */
function callWith(scopes: readonly Scope[]): Parameters<AnyVerb>[0] {
  const access = { keyId: '', scopes: new Set(scopes), groups: null, expiresAt: null };
  return {
    access,
    get em(): never {
      throw new Error('the unit of work was used');
    },
  };
}

describe('verbs', () => {
  test('all functions that the rooms export are verbs, but for those that are listed', () => {
    const without = exported
      .filter(([name, thing]) => typeof thing === 'function' && !/^[A-Z]/.test(name) && !isVerb(thing))
      .map(([name]) => name);
    expect(without.sort()).toEqual(OTHERS.sort());
    expect(verbs.length).toBeGreaterThan(20);
  });

  test.each(verbs)('%s refuses keys without its scope before it does anything', (_name, run) => {
    for (const scope of SCOPES) {
      if (scope === run.scope || scope === 'admin') continue;
      expect(() => run(callWith([scope]))).toThrow(MissingScope);
    }
    expect(() => run(callWith([]))).toThrow(MissingScope);
  });
});
