import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { ProjectGroup } from './project-group.ts';

/** A saved address in a bucket that files are written to. */
export const S3Connection = defineEntity({
  name: 'S3Connection',
  tableName: 's3_connection',
  uniques: [{ properties: ['group', 'name'] }],
  properties: {
    id: p.uuid().primary(),
    group: () => p.manyToOne(ProjectGroup).deleteRule('cascade'),
    name: p.string().columnType('text'),
    bucket: p.string().columnType('text'),
    /** Before the names of all files; as it was given. */
    prefix: p.string().columnType('text'),
    /** Of a service that is not AWS; '' for AWS. */
    endpoint: p.string().columnType('text'),
    region: p.string().columnType('text'),
    /** Whether the bucket is in the path of addresses and not in the host. */
    pathStyle: p.boolean(),
    accessKeyId: p.string().columnType('text'),
    /** Sealed, for this record. */
    secretAccessKey: p.string().columnType('text').hidden().lazy(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    updatedAt: p.datetime(3).defaultRaw('now()'),
  },
});

export type S3Connection = InferEntity<typeof S3Connection>;
