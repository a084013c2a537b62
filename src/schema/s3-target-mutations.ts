import { createS3Connection, deleteS3Connection, testS3Connection, updateS3Connection } from '../projects/index.ts';
import { callOf } from './context.ts';
import { nodeId, rowId } from '../global-id.ts';
import { mutation } from './mutation.ts';
import { S3Target } from './refs.ts';

const NAME = 'The name of the S3 connection: 1 to 128 characters, unique in the project group.';
const BUCKET = 'The name of the bucket, which must exist.';
const PREFIX = 'The prefix of the keys of all files, such as `exports/daily`.';
const ENDPOINT =
  'The base URL of the service, such as `https://s3.example.com`, as seen from the gateway; empty for Amazon S3.';
const REGION = 'The region of the bucket.';
const PATH_STYLE = 'Whether the bucket is named in the path of URLs instead of in the host.';
const ACCESS_KEY =
  'The ID of the access key. The key needs the rights `s3:PutObject` and `s3:AbortMultipartUpload` below the prefix.';
const SECRET_KEY = 'The secret key of the access key. It is stored encrypted and never returned.';

/** Services beside AWS have no regions, and yet one belongs to a signature. */
const DEFAULT_REGION = 'us-east-1';

mutation('createS3Connection', {
  description: 'Saves a connection to a bucket to write files to. `testS3Connection` shows whether it works.',
  subject: 'The S3 connection to save.',
  input: (t) => ({
    projectGroup: t.id({ required: true, description: 'The ID of the project group to save the S3 connection in.' }),
    name: t.string({ required: true, description: NAME }),
    bucket: t.string({ required: true, description: BUCKET }),
    prefix: t.string({ defaultValue: '', description: PREFIX }),
    endpoint: t.string({ description: `${ENDPOINT} By default, Amazon S3.` }),
    region: t.string({ defaultValue: DEFAULT_REGION, description: REGION }),
    pathStyle: t.boolean({ description: `${PATH_STYLE} By default, it is if \`endpoint\` is given.` }),
    accessKeyId: t.string({ required: true, description: ACCESS_KEY }),
    secretAccessKey: t.string({ required: true, description: SECRET_KEY }),
  }),
  errors: ['invalid-input', 'not-found', 'name-taken', 'not-allowed'],
  run: ({ projectGroup, prefix, endpoint, region, pathStyle, ...rest }, context) =>
    createS3Connection(
      callOf(context),
      {
        ...rest,
        group: rowId('ProjectGroup', projectGroup),
        prefix: prefix ?? '',
        endpoint: endpoint ?? '',
        region: region ?? DEFAULT_REGION,
        pathStyle: pathStyle ?? Boolean(endpoint),
      },
      context.targets,
    ),
  fields: (t) => ({
    connection: t.field({
      type: S3Target,
      nullable: true,
      description: 'The new S3 connection; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('updateS3Connection', {
  description:
    'Changes an S3 connection. Omitted fields keep their values. A change of the endpoint or the access key requires the secret key again.',
  subject: 'The S3 connection to update, and its new settings.',
  input: (t) => ({
    id: t.id({ required: true, description: 'The ID of the S3 connection to update.' }),
    name: t.string({ description: NAME }),
    bucket: t.string({ description: BUCKET }),
    prefix: t.string({ description: PREFIX }),
    endpoint: t.string({ description: ENDPOINT }),
    region: t.string({ description: REGION }),
    pathStyle: t.boolean({ description: PATH_STYLE }),
    accessKeyId: t.string({ description: ACCESS_KEY }),
    secretAccessKey: t.string({ description: SECRET_KEY }),
  }),
  errors: ['invalid-input', 'not-found', 'name-taken', 'not-allowed', 'outdated'],
  run: (
    {
      id,
      name = null,
      bucket = null,
      prefix = null,
      endpoint = null,
      region = null,
      pathStyle = null,
      accessKeyId = null,
      secretAccessKey = null,
    },
    context,
  ) =>
    updateS3Connection(
      callOf(context),
      { id: rowId('S3Target', id), name, bucket, prefix, endpoint, region, pathStyle, accessKeyId, secretAccessKey },
      context.targets,
    ),
  fields: (t) => ({
    connection: t.field({
      type: S3Target,
      nullable: true,
      description: 'The changed S3 connection; null if the request was refused.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('testS3Connection', {
  description:
    'Tests an S3 connection: writes the small object `.rowmill-test` below its prefix, and removes it if the access key has the right to.',
  subject: 'The S3 connection to test.',
  cost: () => 50,
  input: (t) => ({ id: t.id({ required: true, description: 'The ID of the S3 connection to test.' }) }),
  errors: ['not-found', 'target-failed'],
  run: ({ id }, context) => testS3Connection(callOf(context), { id: rowId('S3Target', id) }, context.targets),
  fields: (t) => ({
    connection: t.field({
      type: S3Target,
      nullable: true,
      description: 'The S3 connection; null if it does not work.',
      resolve: ({ value }) => value,
    }),
  }),
});

mutation('deleteS3Connection', {
  description: 'Deletes an S3 connection and its secret key. The bucket itself is not changed.',
  subject: 'The S3 connection to delete.',
  input: (t) => ({ id: t.id({ required: true, description: 'The ID of the S3 connection to delete.' }) }),
  errors: ['not-found'],
  run: ({ id }, context) => deleteS3Connection(callOf(context), { id: rowId('S3Target', id) }),
  fields: (t) => ({
    deletedId: t.id({
      nullable: true,
      description: 'The ID of the deleted S3 connection; null if the request was refused.',
      resolve: ({ value }) => value && nodeId('S3Target', value.id),
    }),
  }),
});
