import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPGlite } from '../database/databases.ts';
import { World } from './world.ts';

let world: World;
beforeAll(async () => void (world = await World.open(openPGlite())));
afterAll(async () => await world.close());

const ERRORS = 'errors { __typename ... on UserError { code path } }';

test('a project is exported, imported, cloned, compared and reverted', async () => {
  const { id, group } = await world.project();
  const saved = await world.run(
    `mutation ($id: ID!) {
      updateProjectModel(input: { project: $id, model: "A:\\n  $count: 3\\n  id: integer @id\\n" }) { ${ERRORS} }
      again: updateProjectModel(input: { project: $id, model: "A:\\n  $count: 4\\n  id: integer @id\\n" }) { ${ERRORS} }
    }`,
    { id },
  );
  expect(saved).toEqual({ data: { updateProjectModel: { errors: [] }, again: { errors: [] } }, errors: [] });
  const compared = await world.run<{ node: { revisions: { nodes: object[] } } }>(
    `query ($id: ID!) { node(id: $id) { ... on Project { revisions(first: 2) { nodes { number diff toSelf: diff(against: 3) missing: diff(against: 9) } } } } }`,
    { id },
  );
  const diff = '--- revision 2\n+++ revision 3\n@@ -1,3 +1,3 @@\n A:\n-  $count: 3\n+  $count: 4\n   id: integer @id\n';
  const [newest] = compared.data!.node.revisions.nodes;
  expect(newest).toEqual({ number: 3, diff, toSelf: '--- revision 3\n+++ revision 3\n', missing: null });

  const exported = await world.run<{ exportProject: { file: string } }>(
    `query ($id: ID!) { exportProject(input: { project: $id }) { file ${ERRORS} } }`,
    { id },
  );
  const { file } = exported.data!.exportProject;
  expect(file).toMatch(/^# rowmill project 1: .+\nA:\n {2}\$count: 4\n {2}id: integer @id\n$/);
  const copies = await world.run(
    `mutation ($id: ID!, $group: ID!, $file: String!) {
      importProject(input: { projectGroup: $group, file: $file, name: "imported" }) { project { name model isDraft } ${ERRORS} }
      taken: importProject(input: { projectGroup: $group, file: $file }) { project { name } ${ERRORS} }
      cloneProject(input: { project: $id, name: "clone" }) { project { name model projectGroup { id } } ${ERRORS} }
      revertProject(input: { project: $id, to: 2, revision: 3 }) { project { revision } problems { code } ${ERRORS} }
      outdated: revertProject(input: { project: $id, to: 2, revision: 3 }) { project { revision } ${ERRORS} }
      missing: revertProject(input: { project: $id, to: 99 }) { project { revision } ${ERRORS} }
    }`,
    { id, group, file },
  );
  const model = 'A:\n  $count: 4\n  id: integer @id\n';
  expect(copies).toEqual({
    data: {
      importProject: { project: { name: 'imported', model, isDraft: false }, errors: [] },
      taken: { project: null, errors: [{ __typename: 'NameTakenError', code: 'NAME_TAKEN', path: ['name'] }] },
      cloneProject: { project: { name: 'clone', model, projectGroup: { id: group } }, errors: [] },
      revertProject: { project: { revision: 4 }, problems: [], errors: [] },
      outdated: { project: null, errors: [{ __typename: 'OutdatedError', code: 'OUTDATED', path: ['revision'] }] },
      missing: { project: null, errors: [{ __typename: 'NotFoundError', code: 'NOT_FOUND', path: ['to'] }] },
    },
    errors: [],
  });
});

test('a task is started again, and tells what happened to it', async () => {
  const { id } = await world.project();
  world.host.before = () => Promise.reject(new TypeError('broken'));
  const task = await world.start(id);
  await world.ended(task);
  world.host.before = () => Promise.resolve();
  const retry = `mutation ($task: ID!) { retryTask(input: { task: $task }) { task { id } ${ERRORS} } }`;
  const { data } = await world.run<{ retryTask: { task: { id: string } } }>(retry, { task });
  const again = data!.retryTask.task.id;
  await world.ended(again);
  const history = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Task { history { at kind } } } }`;
  expect((await world.run(history, { ids: [task, again] })).data).toMatchObject({
    nodes: [
      { history: [{ kind: 'ACCEPTED' }, { kind: 'STARTED' }, { kind: 'FAILED' }] },
      { history: [{ kind: 'ACCEPTED' }, { kind: 'STARTED' }, { kind: 'COMPLETED' }] },
    ],
  });
  expect((await world.run(retry, { task: again })).data).toEqual({
    retryTask: { task: null, errors: [{ __typename: 'OutdatedError', code: 'TASK_COMPLETED', path: ['task'] }] },
  });
});
