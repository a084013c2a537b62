// oxlint-disable import/no-unassigned-import -- each file declares its part of the schema when it is loaded
import './scalars.ts';
import './node.ts';
import './viewer.ts';
import './project-group.ts';
import './project-group-mutations.ts';
import './project.ts';
import './model-import.ts';
import './project-mutations.ts';
import './project-files.ts';
import './table-file.ts';
import './project-revision.ts';
import './provider.ts';
import './provider-mutations.ts';
import './target.ts';
import './target-mutations.ts';
import './s3-target.ts';
import './s3-target-mutations.ts';
import './task.ts';
import './task-mutations.ts';
import './task-subscriptions.ts';
import './api-key.ts';
import './api-key-mutations.ts';
import './generator.ts';
import './format.ts';
import './model-report.ts';
import './preview.ts';
import './usage.ts';
import './worker.ts';
import './webhook.ts';
import './webhook-mutations.ts';
import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.ts';

export { codedError, type ErrorCode } from './coded-error.ts';
export { freshContext, makeContext, type SchemaContext, type SchemaDeps } from './context.ts';
export { costOf } from './cost.ts';
export { MAX_ALIASES, MAX_COST, MAX_DEPTH, MAX_ITEMS, MAX_TOKENS } from './limits.ts';

/** The GraphQL schema, complete. */
export const schema: GraphQLSchema = builder.toSchema();
