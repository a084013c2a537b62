/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
  'query FindProject($group: String!, $name: String!) {\n  projectGroup(by: {name: $group}) {\n    id\n  }\n  project(by: {path: {group: $group, name: $name}}) {\n    id\n  }\n}\n\nmutation CreateGroup($name: String!) {\n  createProjectGroup(input: {name: $name}) {\n    projectGroup {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nmutation CreateProject($group: ID!, $name: String!, $model: String!) {\n  createProject(input: {projectGroup: $group, name: $name, model: $model}) {\n    project {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nmutation UpdateModel($project: ID!, $model: String!) {\n  updateProjectModel(input: {project: $project, model: $model}) {\n    project {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nmutation Start($input: StartGenerationInput!) {\n  startGeneration(input: $input) {\n    task {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nsubscription Watch($id: ID!) {\n  taskProgress(id: $id) {\n    id\n    status\n    isTerminal\n    waitingFor\n    progress {\n      fraction\n      rowsDone\n      rowsTotal\n      rowsPerSecond\n      etaSeconds\n    }\n    error {\n      code\n      message\n    }\n    artifacts {\n      entity\n      fileName\n      url\n      rows\n      bytes\n    }\n    archiveUrl\n  }\n}\n\nfragment Reason on UserError {\n  code\n  message\n  path\n}': typeof types.FindProjectDocument;
};
const documents: Documents = {
  'query FindProject($group: String!, $name: String!) {\n  projectGroup(by: {name: $group}) {\n    id\n  }\n  project(by: {path: {group: $group, name: $name}}) {\n    id\n  }\n}\n\nmutation CreateGroup($name: String!) {\n  createProjectGroup(input: {name: $name}) {\n    projectGroup {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nmutation CreateProject($group: ID!, $name: String!, $model: String!) {\n  createProject(input: {projectGroup: $group, name: $name, model: $model}) {\n    project {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nmutation UpdateModel($project: ID!, $model: String!) {\n  updateProjectModel(input: {project: $project, model: $model}) {\n    project {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nmutation Start($input: StartGenerationInput!) {\n  startGeneration(input: $input) {\n    task {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nsubscription Watch($id: ID!) {\n  taskProgress(id: $id) {\n    id\n    status\n    isTerminal\n    waitingFor\n    progress {\n      fraction\n      rowsDone\n      rowsTotal\n      rowsPerSecond\n      etaSeconds\n    }\n    error {\n      code\n      message\n    }\n    artifacts {\n      entity\n      fileName\n      url\n      rows\n      bytes\n    }\n    archiveUrl\n  }\n}\n\nfragment Reason on UserError {\n  code\n  message\n  path\n}':
    types.FindProjectDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(
  source: 'query FindProject($group: String!, $name: String!) {\n  projectGroup(by: {name: $group}) {\n    id\n  }\n  project(by: {path: {group: $group, name: $name}}) {\n    id\n  }\n}\n\nmutation CreateGroup($name: String!) {\n  createProjectGroup(input: {name: $name}) {\n    projectGroup {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nmutation CreateProject($group: ID!, $name: String!, $model: String!) {\n  createProject(input: {projectGroup: $group, name: $name, model: $model}) {\n    project {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nmutation UpdateModel($project: ID!, $model: String!) {\n  updateProjectModel(input: {project: $project, model: $model}) {\n    project {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nmutation Start($input: StartGenerationInput!) {\n  startGeneration(input: $input) {\n    task {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nsubscription Watch($id: ID!) {\n  taskProgress(id: $id) {\n    id\n    status\n    isTerminal\n    waitingFor\n    progress {\n      fraction\n      rowsDone\n      rowsTotal\n      rowsPerSecond\n      etaSeconds\n    }\n    error {\n      code\n      message\n    }\n    artifacts {\n      entity\n      fileName\n      url\n      rows\n      bytes\n    }\n    archiveUrl\n  }\n}\n\nfragment Reason on UserError {\n  code\n  message\n  path\n}',
): (typeof documents)['query FindProject($group: String!, $name: String!) {\n  projectGroup(by: {name: $group}) {\n    id\n  }\n  project(by: {path: {group: $group, name: $name}}) {\n    id\n  }\n}\n\nmutation CreateGroup($name: String!) {\n  createProjectGroup(input: {name: $name}) {\n    projectGroup {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nmutation CreateProject($group: ID!, $name: String!, $model: String!) {\n  createProject(input: {projectGroup: $group, name: $name, model: $model}) {\n    project {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nmutation UpdateModel($project: ID!, $model: String!) {\n  updateProjectModel(input: {project: $project, model: $model}) {\n    project {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nmutation Start($input: StartGenerationInput!) {\n  startGeneration(input: $input) {\n    task {\n      id\n    }\n    errors {\n      ...Reason\n    }\n  }\n}\n\nsubscription Watch($id: ID!) {\n  taskProgress(id: $id) {\n    id\n    status\n    isTerminal\n    waitingFor\n    progress {\n      fraction\n      rowsDone\n      rowsTotal\n      rowsPerSecond\n      etaSeconds\n    }\n    error {\n      code\n      message\n    }\n    artifacts {\n      entity\n      fileName\n      url\n      rows\n      bytes\n    }\n    archiveUrl\n  }\n}\n\nfragment Reason on UserError {\n  code\n  message\n  path\n}'];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> =
  TDocumentNode extends DocumentNode<infer TType, any> ? TType : never;
