/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** An entity to generate rows of. */
export type AskedEntityInput = {
  /** The number of rows to generate. By default, the number in the model. */
  count?: number | null | undefined;
  /** The name of the entity in the model. */
  name: string;
};

/** The options of `format: CSV`. */
export type CsvOptionsInput = {
  /** Whether the file begins with a byte order mark, which lets Excel recognize UTF-8. */
  bom?: boolean | null | undefined;
  /** The separator of cells: one ASCII character that is not part of a number or date, or the word tab. The query `formats` lists the possible values. */
  delimiter?: string | null | undefined;
  /** Whether an apostrophe is put before text that a spreadsheet would take for a formula. */
  formulaGuard?: boolean | null | undefined;
  /** Whether the first line contains the names of the columns. */
  header?: boolean | null | undefined;
  /** The text that represents null. A value with the same text is quoted. At most 100 characters. */
  null?: string | null | undefined;
  /** The cells that are quoted: `needed` quotes only those that must be; `text` quotes every text and JSON, for readers that guess the quoting from the first rows. */
  quote?: CsvQuote | null | undefined;
};

/** A value of the option `quote`. */
export type CsvQuote =
  /** Sets the option to `needed`, as `quote=needed` does on the command line. */
  | 'NEEDED'
  /** Sets the option to `text`, as `quote=text` does on the command line. */
  | 'TEXT';

/** A kind of database server that rows are loaded into. */
export type DatabaseKind =
  /** MySQL 5.7 or MariaDB 10.5, or newer. The usual port is 3306. */
  | 'MYSQL'
  /** PostgreSQL 12 or newer. Its usual port is 5432. */
  | 'POSTGRES';

/** The changes to one entity of the model. */
export type EntityOverrideInput = {
  /** The number of rows to generate, in place of `$count`. */
  count?: number | null | undefined;
  /** The number of rows as an expression over variables, in place of `count`: `= vars.users * 2`. */
  countExpression?: string | null | undefined;
  /** The settings of the fields to change. */
  fields?: Array<FieldOverrideInput> | null | undefined;
  /** The name of the entity. */
  name: string;
};

/** The settings of the generator of one field, in place of those in the model. */
export type FieldOverrideInput = {
  /** The path of the field within the entity, such as `address.city`. The items of a list are written as `tags[]`. */
  name: string;
  /** The settings to change: options of the generator, or those of `min`, `max`, `step`, `decimals`, `distribution`, `values`, `length`, `per`, `share`, `depth`, `within`, `seed` and `null` (in percent) that the field has. */
  settings: Array<SettingInput>;
};

/** A file format for rows. The query `formats` describes each with its options. */
export type Format =
  /** An Apache Arrow IPC stream. */
  | 'ARROW'
  /** Comma-separated values with a header line. */
  | 'CSV'
  /** One JSON array with one object per row. */
  | 'JSON'
  /** JSON Lines: one JSON object per line. */
  | 'JSONL'
  /** Apache Parquet, compressed, with typed columns. */
  | 'PARQUET'
  /** Data for COPY, with psql scripts that create tables, load them and add constraints and indexes. */
  | 'POSTGRES_OPTIMIZED'
  /** Tables and INSERT statements for PostgreSQL, SQLite, MySQL or MariaDB. */
  | 'SQL'
  /** One SQLite database with a table for each entity, and with its keys, references and indexes. */
  | 'SQLITE';

/** The options of the format that files are written in. Exactly one field is given, that of the requested format. */
export type FormatOptionsInput =
  | {
      /** The options of `format: CSV`. */
      csv: CsvOptionsInput;
      parquet?: never;
      postgresOptimized?: never;
      sql?: never;
    }
  | {
      csv?: never /** The options of `format: PARQUET`. */;
      parquet: ParquetOptionsInput;
      postgresOptimized?: never;
      sql?: never;
    }
  | {
      csv?: never;
      parquet?: never /** The options of `format: POSTGRES_OPTIMIZED`. */;
      postgresOptimized: PostgresOptimizedOptionsInput;
      sql?: never;
    }
  | {
      csv?: never;
      parquet?: never;
      postgresOptimized?: never /** The options of `format: SQL`. */;
      sql: SqlOptionsInput;
    };

/** The place to write the files of a task to, instead of keeping them for downloads. */
export type GenerationDestination = {
  /** A bucket of an S3-compatible service. */
  s3: S3Destination;
};

/** The degree to which an import kept a part of a schema. */
export type ImportLevel =
  /** The part was replaced by another or a stricter rule, so that rows still fit the schema. */
  | 'APPROXIMATED'
  /** The part was skipped, so that rows may not fit the schema. */
  | 'SKIPPED';

/** The address of a database, used for one task and not saved as a connection. */
export type InlineTarget = {
  /** The name of the database. */
  database: string;
  /** The name or IP address of the server, as seen from the gateway. */
  host: string;
  /** The kind of the database server. */
  kind?: DatabaseKind | null | undefined;
  /** The password of the role. It is stored encrypted with the task and never returned. */
  password: string;
  /** The port of the server. By default, 5432 for PostgreSQL and 3306 for MySQL. */
  port?: number | null | undefined;
  /** The encryption of connections to the server, in the terms of libpq. */
  sslmode?: SslMode | null | undefined;
  /** The name of the role to connect as. */
  user: string;
};

/** A way to treat the rows that the tables already contain. */
export type LoadMode =
  /** Keeps the existing rows and adds the new ones. */
  | 'APPEND'
  /** Replaces the existing rows with the new ones, in one transaction. */
  | 'TRUNCATE';

/** The database to load rows into: a saved connection, by its ID or name, or an address. */
export type LoadTarget =
  | {
      /** The ID of a saved connection of the project group. */
      id: string;
      inline?: never;
      name?: never;
    }
  | {
      id?: never /** The address of a database that is not saved as a connection. */;
      inline: InlineTarget;
      name?: never;
    }
  | { id?: never; inline?: never /** The name of a saved connection of the project group. */; name: string };

/** A language that describes tables: that of models, or one that is converted to a model. */
export type ModelFormat =
  /** Avro schema. */
  | 'AVRO'
  /** CSV with rows. */
  | 'CSV'
  /** Db2 DDL. */
  | 'DB2'
  /** Fabricate definition. */
  | 'FABRICATE'
  /** JSON or JSON Lines with rows. */
  | 'JSONL'
  /** Parquet schema as JSON. */
  | 'JSON_PARQUET'
  /** JSON Schema. */
  | 'JSON_SCHEMA'
  /** MySQL DDL. */
  | 'MYSQL'
  /** OpenAPI. */
  | 'OPENAPI'
  /** Oracle DDL. */
  | 'ORACLE'
  /** PostgreSQL DDL. */
  | 'POSTGRESQL'
  /** Prisma schema. */
  | 'PRISMA'
  /** A model, which is saved as it is. */
  | 'ROWMILL'
  /** SQL DDL of a database that is detected. */
  | 'SQL'
  /** SQLite DDL. */
  | 'SQLITE'
  /** SQL Server DDL. */
  | 'SQLSERVER';

/** The changes to the model that apply to this request only. Settings of generators can change, generators cannot. */
export type OverridesInput = {
  /** The row counts and settings to change, by entity. */
  entities?: Array<EntityOverrideInput> | null | undefined;
  /** The values of variables that the model declares in `$variables`. */
  variables?: Array<SettingInput> | null | undefined;
};

/** A value of the option `compression`. */
export type ParquetCompression =
  /** Sets the option to `none`, as `compression=none` does on the command line. */
  | 'NONE'
  /** Sets the option to `snappy`, as `compression=snappy` does on the command line. */
  | 'SNAPPY'
  /** Sets the option to `zstd`, as `compression=zstd` does on the command line. */
  | 'ZSTD';

/** The options of `format: PARQUET`. */
export type ParquetOptionsInput = {
  /** The compression of columns. A column that it would not make smaller is not compressed. */
  compression?: ParquetCompression | null | undefined;
};

/** The options of `format: POSTGRES_OPTIMIZED`. */
export type PostgresOptimizedOptionsInput = {
  /** The fields of lists that become arrays of PostgreSQL instead of jsonb, such as Film.tags; `*` means all that can. At most 10000 items. */
  arrays?: Array<string> | null | undefined;
  /** Whether the file of each entity is one script that psql loads alone, without the references of the entity. */
  standalone?: boolean | null | undefined;
};

/** The severity of a problem in a model. */
export type ProblemSeverity =
  /** Blocks generation until the problem is fixed. */
  | 'ERROR'
  /** Does not block generation, but points at something that was probably not intended. */
  | 'WARNING';

/** The project to look up, by its ID or by its path. */
export type ProjectBy =
  | {
      /** The ID of the project. */
      id: string;
      path?: never;
    }
  | { id?: never /** The path of the project. */; path: ProjectPath };

/** The path of the project: the names that identify it. */
export type ProjectPath = {
  /** The name of the project group. */
  group: string;
  /** The name of the project. */
  name: string;
};

/** The conditions on projects. All that are given must hold. */
export type ProjectsFilter = {
  /** The text that names must contain; upper and lower case are the same. */
  nameContains?: string | null | undefined;
  /** The ID of the project group that the resources must belong to. */
  projectGroup?: string | null | undefined;
};

/** An S3 connection of the project group, by its ID or name. */
export type S3ConnectionChoice =
  | {
      /** The ID of the S3 connection. */
      id: string;
      name?: never;
    }
  | { id?: never /** The name of the S3 connection. */; name: string };

/** The place in a bucket to write the files of a task to. */
export type S3Destination = {
  /** The S3 connection, which names the bucket. */
  connection: S3ConnectionChoice;
  /** The approximate size of each file, such as `512MB`: the rows of an entity are written to many files, such as `Order/part-00017.parquet`. By default, each entity is one file. */
  fileSize?: string | null | undefined;
  /** The prefix of the files of this task, such as `runs/2026-11-30`, below the one of the connection. Files of earlier tasks with the same names are replaced, others stay. */
  prefix?: string | null | undefined;
};

/** A permission of an API key. */
export type Scope =
  /** Allows everything, including the creation and revocation of API keys. */
  | 'ADMIN'
  /** Allows starting and canceling tasks. */
  | 'GENERATE'
  /** Allows reading project groups, projects, providers, saved connections, tasks and their files. */
  | 'READ'
  /** Allows changing project groups, projects, providers and saved connections. */
  | 'WRITE';

/** A name and the value to set it to. */
export type SettingInput = {
  /** The name of the variable, option or directive to set, without `$`. */
  name: string;
  /** The value to set: a text, a number, true, false or null. By default, null. Settings also take lists and maps where the model does, such as `{ "free": 70, "pro": 30 }` for `values`. */
  value?: unknown;
};

/** A value of the option `dialect`. */
export type SqlDialect =
  /** Sets the option to `mysql`, as `dialect=mysql` does on the command line. */
  | 'MYSQL'
  /** Sets the option to `postgres`, as `dialect=postgres` does on the command line. */
  | 'POSTGRES'
  /** Sets the option to `sqlite`, as `dialect=sqlite` does on the command line. */
  | 'SQLITE';

/** The options of `format: SQL`. */
export type SqlOptionsInput = {
  /** The fields of lists that become arrays of PostgreSQL instead of jsonb, such as Film.tags; `*` means all that can. At most 10000 items. */
  arrays?: Array<string> | null | undefined;
  /** The database that the statements are for: postgres, sqlite, or mysql, which is MariaDB as well. */
  dialect?: SqlDialect | null | undefined;
};

/** The encryption of a connection, in the terms of libpq. */
export type SslMode =
  /** Never encrypts. */
  | 'DISABLE'
  /** Encrypts if the server supports it, and connects without encryption otherwise. */
  | 'PREFER'
  /** Always encrypts, without checking the certificate of the server. */
  | 'REQUIRE'
  /** Always encrypts, and requires a certificate of a known authority. */
  | 'VERIFY_CA'
  /** Always encrypts, and requires a certificate of a known authority for this host. */
  | 'VERIFY_FULL';

/** The input of `startGeneration`. */
export type StartGenerationInput = {
  /** The database to load rows into, instead of writing files. Its tables must exist. All rows are loaded in one transaction, or none. Cannot be combined with `format`. */
  connection?: LoadTarget | null | undefined;
  /** The place to write the files to, instead of keeping them for downloads. Cannot be combined with `connection`. */
  destination?: GenerationDestination | null | undefined;
  /** The entities to generate. By default, or if empty, all entities of the model. */
  entities?: Array<AskedEntityInput> | null | undefined;
  /** The format of the files. By default, CSV. Cannot be combined with `connection`. */
  format?: Format | null | undefined;
  /** The options of the format that files are written in. */
  formatOptions?: FormatOptionsInput | null | undefined;
  /** The idempotency key: your own name for this request, at most 255 characters. The same key and input within 24 hours return the same task, so a request can safely be sent again after a network failure. */
  idempotencyKey?: string | null | undefined;
  /** Whether the entities that `entities` refer to are generated as well. This does not change any value of `entities`. */
  includeRelated?: boolean | null | undefined;
  /** The way to treat the rows that the tables of `connection` already contain. */
  mode?: LoadMode | null | undefined;
  /** The changes to the model that apply to this request only. */
  overrides?: OverridesInput | null | undefined;
  /** The ID of the project from whose model to generate. */
  project: string;
  /** The seed to draw values with; another seed gives other values. By default, the `$seed` of the model. */
  seed?: string | null | undefined;
  /** The database schema that contains the tables of `connection`. By default, they are found by the search path of the role. */
  tableSchema?: string | null | undefined;
  /** The URL of a receiver to notify when the task has ended: https, at most 2,048 characters, without user name, password or fragment. It is stored encrypted and never shown. `rotateWebhookSecret` shows the secret that signs the message. */
  webhookUrl?: string | null | undefined;
};

/** The status of a task. COMPLETED, FAILED and CANCELED are final. */
export type TaskStatus =
  /** The task was canceled. It has no files. */
  | 'CANCELED'
  /** The task was canceled while it was running, and is stopping. */
  | 'CANCELING'
  /** The task has finished: all files can be downloaded, or all rows are loaded. */
  | 'COMPLETED'
  /** The task has failed; `error` gives the reason. */
  | 'FAILED'
  /** The task waits to start; `waitingFor` gives the reason. */
  | 'PENDING'
  /** The rows of the task are being generated. */
  | 'PROCESSING';

/** The conditions on tasks. All that are given must hold. */
export type TasksFilter = {
  /** The ID of the project that tasks must belong to. */
  project?: string | null | undefined;
  /** The ID of the project group that tasks must belong to. */
  projectGroup?: string | null | undefined;
  /** The statuses that tasks may have. */
  status?: Array<TaskStatus> | null | undefined;
};

export type ViewerQueryVariables = Exact<{ [key: string]: never }>;

export type ViewerQuery = { viewer: { keyName: string; scopes: Array<Scope>; expiresAt: string | null } };

export type ProjectsQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: ProjectsFilter | null | undefined;
}>;

export type ProjectsQuery = {
  projects: {
    nodes: Array<{
      id: string;
      name: string;
      revision: number;
      isDraft: boolean;
      updatedAt: string;
      projectGroup: { id: string; name: string };
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type ProjectQueryVariables = Exact<{
  by: ProjectBy;
}>;

export type ProjectQuery = {
  project: {
    model: string;
    id: string;
    name: string;
    revision: number;
    isDraft: boolean;
    updatedAt: string;
    tableFiles: Array<{ name: string; bytes: number; digest: string }>;
    projectGroup: { id: string; name: string };
  } | null;
};

export type ExportProjectQueryVariables = Exact<{
  project: string;
}>;

export type ExportProjectQuery = {
  exportProject: {
    file: string | null;
    errors: Array<
      | {
          severity: ProblemSeverity;
          line: number | null;
          column: number | null;
          hint: string | null;
          code: string;
          message: string;
          path: Array<string>;
        }
      | { code: string; message: string; path: Array<string> }
    >;
  };
};

export type RevisionsQueryVariables = Exact<{
  project: string;
  after?: string | null | undefined;
}>;

export type RevisionsQuery = {
  project: {
    revisions: {
      nodes: Array<{ id: string; number: number; createdAt: string; isDraft: boolean }>;
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
};

export type DifferenceQueryVariables = Exact<{
  revision: string;
  against?: number | null | undefined;
}>;

export type DifferenceQuery = { node: { diff: string | null } | Record<PropertyKey, never> | null };

export type GroupQueryVariables = Exact<{
  name: string;
}>;

export type GroupQuery = { projectGroup: { id: string } | null };

export type TasksQueryVariables = Exact<{
  after?: string | null | undefined;
  filter?: TasksFilter | null | undefined;
}>;

export type TasksQuery = {
  tasks: {
    nodes: Array<{
      id: string;
      status: TaskStatus;
      isTerminal: boolean;
      sequence: number;
      waitingFor: string | null;
      seed: string;
      format: Format | null;
      createdAt: string;
      startedAt: string | null;
      finishedAt: string | null;
      archiveUrl: string | null;
      progress: {
        fraction: number;
        rowsDone: number;
        rowsTotal: number;
        rowsPerSecond: number | null;
        etaSeconds: number | null;
      };
      error: { code: string; message: string; problems: Array<{ code: string; message: string }> } | null;
      artifacts: Array<{
        entity: string | null;
        fileName: string;
        url: string | null;
        rows: number;
        bytes: number;
        digest: string;
        expiresAt: string | null;
      }>;
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type TaskQueryVariables = Exact<{
  id: string;
}>;

export type TaskQuery = {
  task: {
    id: string;
    status: TaskStatus;
    isTerminal: boolean;
    sequence: number;
    waitingFor: string | null;
    seed: string;
    format: Format | null;
    createdAt: string;
    startedAt: string | null;
    finishedAt: string | null;
    archiveUrl: string | null;
    progress: {
      fraction: number;
      rowsDone: number;
      rowsTotal: number;
      rowsPerSecond: number | null;
      etaSeconds: number | null;
    };
    error: { code: string; message: string; problems: Array<{ code: string; message: string }> } | null;
    artifacts: Array<{
      entity: string | null;
      fileName: string;
      url: string | null;
      rows: number;
      bytes: number;
      digest: string;
      expiresAt: string | null;
    }>;
  } | null;
};

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

export type ImportModelQueryVariables = Exact<{
  schema: string;
  format?: ModelFormat | null | undefined;
}>;

export type ImportModelQuery = {
  importModel: {
    model: string | null;
    report: {
      dialect: string;
      harmless: number;
      unlisted: number;
      source: { tables: number; columns: number; keys: number; uniques: number; references: number; checks: number };
      understood: {
        tables: number;
        columns: number;
        keys: number;
        uniques: number;
        references: number;
        checks: number;
      };
      findings: Array<{
        level: ImportLevel;
        code: string;
        line: number | null;
        column: number | null;
        path: string;
        message: string;
      }>;
    } | null;
    errors: Array<
      | { code: string; message: string; path: Array<string> }
      | {
          severity: ProblemSeverity;
          line: number | null;
          column: number | null;
          hint: string | null;
          code: string;
          message: string;
          path: Array<string>;
        }
    >;
  };
};

export type CreateProjectMutationVariables = Exact<{
  group: string;
  name: string;
  model: string;
  format?: ModelFormat | null | undefined;
}>;

export type CreateProjectMutation = {
  createProject: {
    project: {
      id: string;
      name: string;
      revision: number;
      isDraft: boolean;
      updatedAt: string;
      problems: Array<{
        code: string;
        severity: ProblemSeverity;
        line: number;
        column: number;
        path: string;
        message: string;
        hint: string | null;
      }>;
      projectGroup: { id: string; name: string };
    } | null;
    importReport: {
      dialect: string;
      harmless: number;
      unlisted: number;
      source: { tables: number; columns: number; keys: number; uniques: number; references: number; checks: number };
      understood: {
        tables: number;
        columns: number;
        keys: number;
        uniques: number;
        references: number;
        checks: number;
      };
      findings: Array<{
        level: ImportLevel;
        code: string;
        line: number | null;
        column: number | null;
        path: string;
        message: string;
      }>;
    } | null;
    errors: Array<
      | { code: string; message: string; path: Array<string> }
      | {
          severity: ProblemSeverity;
          line: number | null;
          column: number | null;
          hint: string | null;
          code: string;
          message: string;
          path: Array<string>;
        }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
    >;
  };
};

export type UpdateModelMutationVariables = Exact<{
  project: string;
  model: string;
  format?: ModelFormat | null | undefined;
  revision?: number | null | undefined;
}>;

export type UpdateModelMutation = {
  updateProjectModel: {
    project: {
      id: string;
      name: string;
      revision: number;
      isDraft: boolean;
      updatedAt: string;
      problems: Array<{
        code: string;
        severity: ProblemSeverity;
        line: number;
        column: number;
        path: string;
        message: string;
        hint: string | null;
      }>;
      projectGroup: { id: string; name: string };
    } | null;
    importReport: {
      dialect: string;
      harmless: number;
      unlisted: number;
      source: { tables: number; columns: number; keys: number; uniques: number; references: number; checks: number };
      understood: {
        tables: number;
        columns: number;
        keys: number;
        uniques: number;
        references: number;
        checks: number;
      };
      findings: Array<{
        level: ImportLevel;
        code: string;
        line: number | null;
        column: number | null;
        path: string;
        message: string;
      }>;
    } | null;
    errors: Array<
      | { code: string; message: string; path: Array<string> }
      | {
          severity: ProblemSeverity;
          line: number | null;
          column: number | null;
          hint: string | null;
          code: string;
          message: string;
          path: Array<string>;
        }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
    >;
  };
};

export type CloneProjectMutationVariables = Exact<{
  project: string;
  group: string;
  name: string;
}>;

export type CloneProjectMutation = {
  cloneProject: {
    project: {
      id: string;
      name: string;
      revision: number;
      isDraft: boolean;
      updatedAt: string;
      problems: Array<{
        code: string;
        severity: ProblemSeverity;
        line: number;
        column: number;
        path: string;
        message: string;
        hint: string | null;
      }>;
      projectGroup: { id: string; name: string };
    } | null;
    errors: Array<
      | { code: string; message: string; path: Array<string> }
      | {
          severity: ProblemSeverity;
          line: number | null;
          column: number | null;
          hint: string | null;
          code: string;
          message: string;
          path: Array<string>;
        }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
    >;
  };
};

export type RevertProjectMutationVariables = Exact<{
  project: string;
  to: number;
  currentData?: boolean | null | undefined;
}>;

export type RevertProjectMutation = {
  revertProject: {
    project: {
      id: string;
      name: string;
      revision: number;
      isDraft: boolean;
      updatedAt: string;
      problems: Array<{
        code: string;
        severity: ProblemSeverity;
        line: number;
        column: number;
        path: string;
        message: string;
        hint: string | null;
      }>;
      projectGroup: { id: string; name: string };
    } | null;
    errors: Array<
      | { code: string; message: string; path: Array<string> }
      | {
          severity: ProblemSeverity;
          line: number | null;
          column: number | null;
          hint: string | null;
          code: string;
          message: string;
          path: Array<string>;
        }
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
    task: {
      id: string;
      status: TaskStatus;
      isTerminal: boolean;
      sequence: number;
      waitingFor: string | null;
      seed: string;
      format: Format | null;
      createdAt: string;
      startedAt: string | null;
      finishedAt: string | null;
      archiveUrl: string | null;
      progress: {
        fraction: number;
        rowsDone: number;
        rowsTotal: number;
        rowsPerSecond: number | null;
        etaSeconds: number | null;
      };
      error: { code: string; message: string; problems: Array<{ code: string; message: string }> } | null;
      artifacts: Array<{
        entity: string | null;
        fileName: string;
        url: string | null;
        rows: number;
        bytes: number;
        digest: string;
        expiresAt: string | null;
      }>;
    } | null;
    errors: Array<
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
      | {
          severity: ProblemSeverity;
          line: number | null;
          column: number | null;
          hint: string | null;
          code: string;
          message: string;
          path: Array<string>;
        }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
      | { code: string; message: string; path: Array<string> }
    >;
  };
};

export type CancelMutationVariables = Exact<{
  task: string;
}>;

export type CancelMutation = {
  cancelTask: {
    task: {
      id: string;
      status: TaskStatus;
      isTerminal: boolean;
      sequence: number;
      waitingFor: string | null;
      seed: string;
      format: Format | null;
      createdAt: string;
      startedAt: string | null;
      finishedAt: string | null;
      archiveUrl: string | null;
      progress: {
        fraction: number;
        rowsDone: number;
        rowsTotal: number;
        rowsPerSecond: number | null;
        etaSeconds: number | null;
      };
      error: { code: string; message: string; problems: Array<{ code: string; message: string }> } | null;
      artifacts: Array<{
        entity: string | null;
        fileName: string;
        url: string | null;
        rows: number;
        bytes: number;
        digest: string;
        expiresAt: string | null;
      }>;
    } | null;
    errors: Array<
      { code: string; message: string; path: Array<string> } | { code: string; message: string; path: Array<string> }
    >;
  };
};

export type WatchSubscriptionVariables = Exact<{
  id: string;
  after?: number | null | undefined;
}>;

export type WatchSubscription = {
  taskProgress: {
    id: string;
    status: TaskStatus;
    isTerminal: boolean;
    sequence: number;
    waitingFor: string | null;
    seed: string;
    format: Format | null;
    createdAt: string;
    startedAt: string | null;
    finishedAt: string | null;
    archiveUrl: string | null;
    progress: {
      fraction: number;
      rowsDone: number;
      rowsTotal: number;
      rowsPerSecond: number | null;
      etaSeconds: number | null;
    };
    error: { code: string; message: string; problems: Array<{ code: string; message: string }> } | null;
    artifacts: Array<{
      entity: string | null;
      fileName: string;
      url: string | null;
      rows: number;
      bytes: number;
      digest: string;
      expiresAt: string | null;
    }>;
  };
};

export type ProjectSummaryFragment = {
  id: string;
  name: string;
  revision: number;
  isDraft: boolean;
  updatedAt: string;
  projectGroup: { id: string; name: string };
};

export type ReportFragment = {
  dialect: string;
  harmless: number;
  unlisted: number;
  source: { tables: number; columns: number; keys: number; uniques: number; references: number; checks: number };
  understood: { tables: number; columns: number; keys: number; uniques: number; references: number; checks: number };
  findings: Array<{
    level: ImportLevel;
    code: string;
    line: number | null;
    column: number | null;
    path: string;
    message: string;
  }>;
};

export type CountsFragment = {
  tables: number;
  columns: number;
  keys: number;
  uniques: number;
  references: number;
  checks: number;
};

export type SavedProjectFragment = {
  id: string;
  name: string;
  revision: number;
  isDraft: boolean;
  updatedAt: string;
  problems: Array<{
    code: string;
    severity: ProblemSeverity;
    line: number;
    column: number;
    path: string;
    message: string;
    hint: string | null;
  }>;
  projectGroup: { id: string; name: string };
};

export type TaskStateFragment = {
  id: string;
  status: TaskStatus;
  isTerminal: boolean;
  sequence: number;
  waitingFor: string | null;
  seed: string;
  format: Format | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  archiveUrl: string | null;
  progress: {
    fraction: number;
    rowsDone: number;
    rowsTotal: number;
    rowsPerSecond: number | null;
    etaSeconds: number | null;
  };
  error: { code: string; message: string; problems: Array<{ code: string; message: string }> } | null;
  artifacts: Array<{
    entity: string | null;
    fileName: string;
    url: string | null;
    rows: number;
    bytes: number;
    digest: string;
    expiresAt: string | null;
  }>;
};

type Reason_IdempotencyConflictError_Fragment = { code: string; message: string; path: Array<string> };

type Reason_InvalidInputError_Fragment = { code: string; message: string; path: Array<string> };

type Reason_ModelProblemError_Fragment = {
  severity: ProblemSeverity;
  line: number | null;
  column: number | null;
  hint: string | null;
  code: string;
  message: string;
  path: Array<string>;
};

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
