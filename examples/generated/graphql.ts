/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** An entity that rows are wanted of. */
export type AskedEntityInput = {
  /** Rows; left out, as many as the model says. */
  count?: number | null | undefined;
  /** Name of the entity, as the model has it. */
  name: string;
};

/** How `CSV` is written. */
export type CsvOptionsInput = {
  /** Whether the file begins with a byte order mark, by which Excel recognizes UTF-8. */
  bom?: boolean | null | undefined;
  /** What stands between two cells: one ASCII character that is no part of a number or date, or the word tab. The query `formats` lists the choices. */
  delimiter?: string | null | undefined;
  /** Puts an apostrophe before text that a spreadsheet would take for a formula. */
  formulaGuard?: boolean | null | undefined;
  /** Whether the first line holds the names of the columns. */
  header?: boolean | null | undefined;
  /** What stands for null; a text that reads the same is quoted. At most 100 characters. */
  null?: string | null | undefined;
  /** Which cells are quoted: `needed`: those that must be; `text`: every text and JSON, for readers that guess the quotes from the first rows. */
  quote?: CsvQuote | null | undefined;
};

/** What can be chosen for `quote`. */
export type CsvQuote =
  /** `quote=needed` on the command line. */
  | 'NEEDED'
  /** `quote=text` on the command line. */
  | 'TEXT';

/** What is to be other than the model says for one entity. */
export type EntityOverrideInput = {
  /** Rows, in place of `$count`. */
  count?: number | null | undefined;
  /** Rows as an expression over variables, in place of `count`: `= vars.users * 2`. */
  countExpression?: string | null | undefined;
  /** Settings of its fields. */
  fields?: Array<FieldOverrideInput> | null | undefined;
  /** Name of the entity. */
  name: string;
};

/** Other settings for one field. */
export type FieldOverrideInput = {
  /** Path within the entity: `address.city`; the items of a list are `tags[]`. */
  name: string;
  /** Options of the generator, or what the field has of `min`, `max`, `step`, `decimals`, `distribution`, `values`, `length`, `per`, `share`, `depth`, `within`, `seed` and `null` (in percent). */
  settings: Array<SettingInput>;
};

/** A way to write rows into files. The query `formats` tells more. */
export type Format =
  /** An Apache Arrow IPC stream. */
  | 'ARROW'
  /** Comma-separated values with a header line. */
  | 'CSV'
  /** One JSON array with an object a row. */
  | 'JSON'
  /** A JSON object a line. */
  | 'JSONL'
  /** Apache Parquet, compressed, with typed columns. */
  | 'PARQUET'
  /** Data for COPY with scripts for psql that make tables, load them and add constraints and indexes. */
  | 'POSTGRES_OPTIMIZED'
  /** Tables and INSERT statements for PostgreSQL or SQLite. */
  | 'SQL'
  /** One SQLite database with a table for each entity, their keys, references and indexes. */
  | 'SQLITE';

/** How exactly files are written: the options of their format. */
export type FormatOptionsInput =
  | {
      /** For `format: CSV` only. */
      csv: CsvOptionsInput;
      parquet?: never;
      sql?: never;
    }
  | { csv?: never /** For `format: PARQUET` only. */; parquet: ParquetOptionsInput; sql?: never }
  | { csv?: never; parquet?: never /** For `format: SQL` only. */; sql: SqlOptionsInput };

/** The address of a PostgreSQL database, for one task. */
export type InlineTarget = {
  /** Name of the database. */
  database: string;
  /** Name or IP address of the server, as the gateway reaches it. */
  host: string;
  /** Of the role. It is kept encrypted with the task. */
  password: string;
  /** Port of the server. */
  port?: number | null | undefined;
  /** How it is encrypted. */
  sslmode?: SslMode | null | undefined;
  /** Name of the role. */
  user: string;
};

/** What becomes of the rows that are in the tables already. */
export type LoadMode =
  /** They stay, and the new ones are added. */
  | 'APPEND'
  /** The new ones take their place, in the same transaction. */
  | 'TRUNCATE';

/** Which database rows are loaded into. */
export type LoadTarget =
  | {
      /** Id of a saved connection of the project group. */
      id: string;
      inline?: never;
      name?: never;
    }
  | { id?: never /** An address that is not saved. */; inline: InlineTarget; name?: never }
  | { id?: never; inline?: never /** Name of a saved connection of the project group. */; name: string };

/** What is to be other than the model says, this once. Generators stay, their settings change. */
export type OverridesInput = {
  /** Row counts and settings, by entity. */
  entities?: Array<EntityOverrideInput> | null | undefined;
  /** Values of variables that the model declares in `$variables`. */
  variables?: Array<SettingInput> | null | undefined;
};

/** What can be chosen for `compression`. */
export type ParquetCompression =
  /** `compression=none` on the command line. */
  | 'NONE'
  /** `compression=snappy` on the command line. */
  | 'SNAPPY'
  /** `compression=zstd` on the command line. */
  | 'ZSTD';

/** How `PARQUET` is written. */
export type ParquetOptionsInput = {
  /** How columns are compressed, save those that it does not make smaller. */
  compression?: ParquetCompression | null | undefined;
};

/** A name and the value it shall have. */
export type SettingInput = {
  /** The name of a variable or setting, without `$`. */
  name: string;
  /** The value: a text, a number, true, false or null. Settings also take lists and maps where the model does, such as `{ "free": 70, "pro": 30 }` for `values`. */
  value?: unknown;
};

/** What can be chosen for `dialect`. */
export type SqlDialect =
  /** `dialect=postgres` on the command line. */
  | 'POSTGRES'
  /** `dialect=sqlite` on the command line. */
  | 'SQLITE';

/** How `SQL` is written. */
export type SqlOptionsInput = {
  /** The database that the statements are for: postgres or sqlite. */
  dialect?: SqlDialect | null | undefined;
};

/** How a connection is encrypted, in the words of libpq. */
export type SslMode =
  /** Not at all. */
  | 'DISABLE'
  /** Encrypted where the server can, else not. */
  | 'PREFER'
  /** Encrypted; whose certificate it is, is not looked at. */
  | 'REQUIRE'
  /** Encrypted, with a certificate of an authority that is known. */
  | 'VERIFY_CA'
  /** The same, and the certificate is for this host. */
  | 'VERIFY_FULL';

/** The input of `startGeneration`. */
export type StartGenerationInput = {
  /** The database whose tables, which must be there, get the rows: all of them in one transaction, or none. Not together with `format`. */
  connection?: LoadTarget | null | undefined;
  /** What is wanted; left out or empty: all of the model. */
  entities?: Array<AskedEntityInput> | null | undefined;
  /** How the files are written; CSV where neither this nor `connection` is given. Not both. */
  format?: Format | null | undefined;
  /** How exactly the files are written. */
  formatOptions?: FormatOptionsInput | null | undefined;
  /** Your own name for this request, at most 255 characters. The same key and input within 24 hours answers the same task, so that a request can be sent again after a broken connection. */
  idempotencyKey?: string | null | undefined;
  /** Whether what those entities refer to is generated as well. It changes no value of theirs. */
  includeRelated?: boolean | null | undefined;
  /** Of a load: what becomes of the rows that are there. */
  mode?: LoadMode | null | undefined;
  /** What is to be other than the model says, this once. */
  overrides?: OverridesInput | null | undefined;
  /** Id of the project whose model is generated. */
  project: string;
  /** In place of the model’s `$seed`: another one gives other values. */
  seed?: string | null | undefined;
  /** Of a load: the schema of the tables; left out, the search path of the role leads to them. */
  tableSchema?: string | null | undefined;
};

/** Where a task is in its life. The last three are for ever. */
export type TaskStatus =
  /** It was canceled; there are no files. */
  | 'CANCELED'
  /** A cancel was asked for while rows were being made. */
  | 'CANCELING'
  /** All files are there. */
  | 'COMPLETED'
  /** It came to nothing; `error` says why. */
  | 'FAILED'
  /** It waits for its turn; `waitingFor` says for what. */
  | 'PENDING'
  /** Its rows are being made. */
  | 'PROCESSING';

export type FindProjectQueryVariables = Exact<{
  group: string;
  name: string;
}>;

export type FindProjectQuery = { projectGroup: { id: string } | null; project: { id: string } | null };

export type CreateGroupMutationVariables = Exact<{
  name: string;
}>;

export type CreateGroupMutation = {
  createProjectGroup: {
    projectGroup: { id: string } | null;
    errors: Array<
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
    >;
  };
};

export type CreateProjectMutationVariables = Exact<{
  group: string;
  name: string;
  model: string;
}>;

export type CreateProjectMutation = {
  createProject: {
    project: { id: string } | null;
    errors: Array<
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
    >;
  };
};

export type UpdateModelMutationVariables = Exact<{
  project: string;
  model: string;
}>;

export type UpdateModelMutation = {
  updateProjectModel: {
    project: { id: string } | null;
    errors: Array<
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
    >;
  };
};

export type StartMutationVariables = Exact<{
  input: StartGenerationInput;
}>;

export type StartMutation = {
  startGeneration: {
    task: { id: string } | null;
    errors: Array<
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
    >;
  };
};

export type WatchSubscriptionVariables = Exact<{
  id: string;
}>;

export type WatchSubscription = {
  taskProgress: {
    id: string;
    status: TaskStatus;
    isTerminal: boolean;
    waitingFor: string | null;
    archiveUrl: string | null;
    progress: {
      fraction: number;
      rowsDone: number;
      rowsTotal: number;
      rowsPerSecond: number | null;
      etaSeconds: number | null;
    };
    error: { code: string; message: string } | null;
    artifacts: Array<{ entity: string | null; fileName: string; url: string | null; rows: number; bytes: number }>;
  };
};

type Reason_IdempotencyConflictError_Fragment = { code: string; message: string; path: Array<string> };

type Reason_InvalidInputError_Fragment = { code: string; message: string; path: Array<string> };

type Reason_ModelProblemError_Fragment = { code: string; message: string; path: Array<string> };

type Reason_NameTakenError_Fragment = { code: string; message: string; path: Array<string> };

type Reason_NotAllowedError_Fragment = { code: string; message: string; path: Array<string> };

type Reason_NotFoundError_Fragment = { code: string; message: string; path: Array<string> };

type Reason_OutdatedError_Fragment = { code: string; message: string; path: Array<string> };

type Reason_QuotaExceededError_Fragment = { code: string; message: string; path: Array<string> };

type Reason_TargetFailedError_Fragment = { code: string; message: string; path: Array<string> };

type Reason_TasksRunningError_Fragment = { code: string; message: string; path: Array<string> };

export type ReasonFragment =
  | Reason_IdempotencyConflictError_Fragment
  | Reason_InvalidInputError_Fragment
  | Reason_ModelProblemError_Fragment
  | Reason_NameTakenError_Fragment
  | Reason_NotAllowedError_Fragment
  | Reason_NotFoundError_Fragment
  | Reason_OutdatedError_Fragment
  | Reason_QuotaExceededError_Fragment
  | Reason_TargetFailedError_Fragment
  | Reason_TasksRunningError_Fragment;

export const ReasonFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Reason' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'UserError' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'code' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'path' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ReasonFragment, unknown>;
export const FindProjectDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'FindProject' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'group' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'name' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'projectGroup' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'by' },
                value: {
                  kind: 'ObjectValue',
                  fields: [
                    {
                      kind: 'ObjectField',
                      name: { kind: 'Name', value: 'name' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'group' } },
                    },
                  ],
                },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'project' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'by' },
                value: {
                  kind: 'ObjectValue',
                  fields: [
                    {
                      kind: 'ObjectField',
                      name: { kind: 'Name', value: 'path' },
                      value: {
                        kind: 'ObjectValue',
                        fields: [
                          {
                            kind: 'ObjectField',
                            name: { kind: 'Name', value: 'group' },
                            value: { kind: 'Variable', name: { kind: 'Name', value: 'group' } },
                          },
                          {
                            kind: 'ObjectField',
                            name: { kind: 'Name', value: 'name' },
                            value: { kind: 'Variable', name: { kind: 'Name', value: 'name' } },
                          },
                        ],
                      },
                    },
                  ],
                },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<FindProjectQuery, FindProjectQueryVariables>;
export const CreateGroupDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'CreateGroup' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'name' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'createProjectGroup' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: {
                  kind: 'ObjectValue',
                  fields: [
                    {
                      kind: 'ObjectField',
                      name: { kind: 'Name', value: 'name' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'name' } },
                    },
                  ],
                },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'projectGroup' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'errors' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Reason' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Reason' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'UserError' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'code' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'path' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CreateGroupMutation, CreateGroupMutationVariables>;
export const CreateProjectDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'CreateProject' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'group' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'name' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'model' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'createProject' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: {
                  kind: 'ObjectValue',
                  fields: [
                    {
                      kind: 'ObjectField',
                      name: { kind: 'Name', value: 'projectGroup' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'group' } },
                    },
                    {
                      kind: 'ObjectField',
                      name: { kind: 'Name', value: 'name' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'name' } },
                    },
                    {
                      kind: 'ObjectField',
                      name: { kind: 'Name', value: 'model' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'model' } },
                    },
                  ],
                },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'project' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'errors' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Reason' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Reason' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'UserError' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'code' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'path' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<CreateProjectMutation, CreateProjectMutationVariables>;
export const UpdateModelDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'UpdateModel' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'project' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'model' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'updateProjectModel' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: {
                  kind: 'ObjectValue',
                  fields: [
                    {
                      kind: 'ObjectField',
                      name: { kind: 'Name', value: 'project' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'project' } },
                    },
                    {
                      kind: 'ObjectField',
                      name: { kind: 'Name', value: 'model' },
                      value: { kind: 'Variable', name: { kind: 'Name', value: 'model' } },
                    },
                  ],
                },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'project' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'errors' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Reason' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Reason' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'UserError' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'code' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'path' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<UpdateModelMutation, UpdateModelMutationVariables>;
export const StartDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'Start' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: {
            kind: 'NonNullType',
            type: { kind: 'NamedType', name: { kind: 'Name', value: 'StartGenerationInput' } },
          },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'startGeneration' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'task' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'Field', name: { kind: 'Name', value: 'id' } }],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'errors' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Reason' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Reason' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'UserError' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'code' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'path' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<StartMutation, StartMutationVariables>;
export const WatchDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'subscription',
      name: { kind: 'Name', value: 'Watch' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'id' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'ID' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'taskProgress' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'id' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'id' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'id' } },
                { kind: 'Field', name: { kind: 'Name', value: 'status' } },
                { kind: 'Field', name: { kind: 'Name', value: 'isTerminal' } },
                { kind: 'Field', name: { kind: 'Name', value: 'waitingFor' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'progress' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'fraction' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'rowsDone' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'rowsTotal' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'rowsPerSecond' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'etaSeconds' } },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'error' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'code' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'message' } },
                    ],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'artifacts' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'entity' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'fileName' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'url' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'rows' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'bytes' } },
                    ],
                  },
                },
                { kind: 'Field', name: { kind: 'Name', value: 'archiveUrl' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<WatchSubscription, WatchSubscriptionVariables>;
