import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { Job } from 'kubernetes-models/batch/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { Service } from 'kubernetes-models/v1';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { readConfig } from '../../src/config.ts';
import { SETTINGS } from '../../src/config/settings.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples', 'cluster');
const folder = join(examples, 'kubernetes');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

interface Container {
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly resources: { readonly requests: object; readonly limits: object };
  readonly securityContext: object;
  readonly volumeMounts: readonly { readonly name: string }[];
}
interface PodSpec {
  readonly enableServiceLinks?: boolean;
  readonly terminationGracePeriodSeconds?: number;
  readonly containers: readonly Container[];
  readonly volumes: readonly { readonly name: string }[];
}
interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly selector?: { readonly matchLabels: object };
    readonly template?: { readonly metadata?: { readonly labels: object }; readonly spec: PodSpec };
    readonly scaleTargetRef?: { readonly name: string };
  };
}
interface Kustomization {
  readonly resources: readonly string[];
  readonly configMapGenerator: readonly { readonly name: string; readonly literals: readonly string[] }[];
  readonly secretGenerator: readonly { readonly name: string; readonly envs: readonly string[] }[];
}

const kustomization: Kustomization = parse(read('kustomization.yaml'));
const manifestsOf = (text: string): Manifest[] => parseAllDocuments(text).map((document) => document.toJS());
const manifests = [
  ...kustomization.resources.flatMap((name) => manifestsOf(read(name))),
  ...manifestsOf(readFileSync(join(examples, 'kubernetes-job.yaml'), 'utf8')),
];
const named = manifests.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest] as const);

/** Whose names anybody may choose, or whose values nothing has to look at. */
const FREE = /^\/(apiVersion|kind)$|\/(labels|annotations|matchLabels|requests|limits)\/[^/]+$/;
const MODELS = { Deployment, HorizontalPodAutoscaler, Job, PodDisruptionBudget, Service };

/** Everything in it that the schema of Kubernetes refuses or does not know, by path. */
function problemsOf(manifest: unknown, kind: string): string[] {
  const model = Object.entries(MODELS).find(([name]) => name === kind)?.[1];
  if (model === undefined) return [`there is no schema of ${kind}`];
  // The schemas allow names that they do not know, such as mistyped ones: it shows in that nothing looks at them.
  const unread = new Set<string>();
  const watched = watch(manifest, '', unread);
  try {
    model.prototype.validate.call(watched);
  } catch (error) {
    return [String(error)];
  }
  return [...unread].filter((path) => !FREE.test(path));
}

/** The same value, whose properties leave `unread` when they are read. */
function watch(value: unknown, path: string, unread: Set<string>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const watched: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
  for (const [key, inner] of Object.entries(value)) {
    const at = `${path}/${key}`;
    const content = watch(inner, at, unread);
    if (!Array.isArray(value)) unread.add(at);
    Object.defineProperty(watched, key, {
      enumerable: true,
      get() {
        unread.delete(at);
        return content;
      },
    });
  }
  return watched;
}

test.each(named)('%s is what the schema of Kubernetes says', (_, manifest) => {
  expect(problemsOf(manifest, manifest.kind)).toEqual([]);
});

test('a mistake in a manifest would be found', () => {
  const [, manifest] = named[0];
  const { template } = manifest.spec;
  const [container] = template?.spec.containers ?? [];
  const having = (more: object): Manifest => ({
    ...manifest,
    spec: {
      ...manifest.spec,
      template: { ...template, spec: { ...template!.spec, containers: [{ ...container, ...more }] } },
    },
  });
  expect(problemsOf(having({}), 'Deployment')).toEqual([]);
  expect(problemsOf(having({ readynessProbe: {} }), 'Deployment')).toEqual([
    '/spec/template/spec/containers/0/readynessProbe',
  ]);
  expect(problemsOf(having({ ports: [{ containerPort: 'http' }] }), 'Deployment').join()).toContain('containerPort');
});

const pods = named.flatMap(([name, { spec }]) => (spec.template === undefined ? [] : [[name, spec.template] as const]));

test.each(pods)('the pods of %s run without rights, within limits, and find what they mount', (_, { spec }) => {
  // The Service called rowmill would set ROWMILL_PORT=tcp://….
  expect(spec.enableServiceLinks).toBe(false);
  expect(spec).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } });
  for (const { resources, securityContext, volumeMounts } of spec.containers) {
    expect(Object.keys(resources.requests)).toEqual(['cpu', 'memory']);
    expect(Object.keys(resources.limits)).toEqual(['memory']);
    expect(securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    expect(volumeMounts.map(({ name }) => name)).toEqual(spec.volumes.map(({ name }) => name));
  }
});

test('what selects pods and Deployments selects those that are there', () => {
  const selected = manifests.flatMap(({ kind, spec }) => {
    if (kind === 'Service') return [JSON.stringify(spec.selector)];
    return spec.selector === undefined ? [] : [JSON.stringify(spec.selector.matchLabels)];
  });
  const labels = new Set(manifests.map(({ spec }) => JSON.stringify(spec.template?.metadata?.labels)));
  expect(selected).toHaveLength(5);
  for (const selector of selected) expect(labels).toContain(selector);
  const scaled = manifests.flatMap(({ spec }) => spec.scaleTargetRef?.name ?? []);
  expect(scaled).toEqual(['rowmill-worker']);
  for (const name of scaled) expect(named.map(([full]) => full)).toContain(`Deployment ${name}`);
});

test('the variables of the gateway are its settings, and a gateway accepts them', () => {
  const [{ literals }] = kustomization.configMapGenerator;
  const secrets = read('secret.env.example')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line));
  const shared = Object.fromEntries(
    [...literals, ...secrets].map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const settings = new Set<string>(Object.values(SETTINGS).map(({ name }) => name));
  const image = /^ENV (.*)$/m.exec(readFileSync(join(examples, '..', '..', 'Dockerfile'), 'utf8'))![1];
  const ofImage = Object.fromEntries(image.split(' ').map((pair) => pair.split('=')));
  for (const [name, { spec }] of pods) {
    for (const { env } of name.startsWith('Deployment') ? spec.containers : []) {
      const own = Object.fromEntries(env!.map((variable) => [variable.name, variable.value]));
      const all = { ...ofImage, ...shared, ...own };
      const ours = Object.keys(all).filter((variable) => !variable.startsWith('AWS_'));
      for (const variable of ours) expect(settings).toContain(variable);
      const key = Buffer.alloc(32).toString('base64');
      expect(readConfig({ ...all, ROWMILL_SECRET_KEY: key })).toMatchObject({ config: { tasks: 2, threads: 2 } });
    }
  }
});

test('the kustomization has all files of its folder, and no secret is in it', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const others = ['kustomization.yaml', 'prometheus-adapter.yaml'];
  expect([...kustomization.resources, ...others].toSorted()).toEqual(files.toSorted());
  expect(kustomization.secretGenerator[0].envs).toEqual(['secret.env']);
  expect(read('.gitignore')).toBe('secret.env\n');
  expect(read('secret.env.example')).toMatch(/^ROWMILL_SECRET_KEY=$/m);
});
