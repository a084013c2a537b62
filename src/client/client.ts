import { GatewayEndpoint, type ConnectionOptions } from './connection.ts';
import {
  CancelDocument,
  CloneProjectDocument,
  CreateGroupDocument,
  CreateProjectDocument,
  DifferenceDocument,
  ExportProjectDocument,
  GroupDocument,
  ImportModelDocument,
  ProjectDocument,
  ProjectsDocument,
  RevertProjectDocument,
  RevisionsDocument,
  StartDocument,
  TaskDocument,
  TasksDocument,
  UpdateModelDocument,
  ViewerDocument,
} from './generated/documents.ts';
import type {
  ModelFormat,
  ProjectBy,
  ProjectQuery,
  ProjectsFilter,
  ProjectSummaryFragment,
  ReportFragment,
  RevisionsQuery,
  SavedProjectFragment,
  StartGenerationInput,
  TasksFilter,
  TaskStateFragment,
  ViewerQuery,
} from './generated/types.ts';
import { type Reason, refused, RowmillError } from './rowmill-error.ts';
import { watchTask } from './watch.ts';

/** A project without its model. */
export type Project = ProjectSummaryFragment;
/** How much of a schema is in the model that was made from it, and what is not. */
export type ImportReport = ReportFragment;
/** A project after its model was saved, with the problems of the model, and the report if it was made from a schema. */
export type SavedProject = SavedProjectFragment & { readonly importReport?: ImportReport };
/** A model that was made from a schema. */
export interface ImportedModel {
  /** YAML. */
  readonly model: string;
  readonly report: ImportReport;
}
/** A project with its model. */
export type ProjectWithModel = NonNullable<ProjectQuery['project']>;
/** A saved version of a project's model, without the model. */
export type Revision = NonNullable<RevisionsQuery['project']>['revisions']['nodes'][number];
/** A task as it was at its `sequence`. */
export type Task = TaskStateFragment;
export type Viewer = ViewerQuery['viewer'];

/** Every call takes a signal: it ends at once with the signal's reason when that is aborted. */
export interface Abortable {
  readonly signal?: AbortSignal | undefined;
}

/**
 * A client of one gateway. Every method throws a RowmillError, whose `code` is for programs. It holds no connection: there is
 * nothing to close.
 */
export class RowmillClient {
  readonly #connection: GatewayEndpoint;

  constructor(options: ConnectionOptions) {
    this.#connection = new GatewayEndpoint(options);
  }

  /** The address of the gateway in one form, without a slash at its end. */
  get url(): string {
    return this.#connection.url;
  }

  /** Who the key belongs to, and what it may do. */
  async viewer({ signal }: Abortable = {}): Promise<Viewer> {
    return (await this.#connection.ask(ViewerDocument, {}, signal)).viewer;
  }

  /** All projects that the key can see, page by page. */
  async *projects({ signal, ...filter }: ProjectsFilter & Abortable = {}): AsyncGenerator<Project, void, undefined> {
    yield* pages(async (after) => (await this.#connection.ask(ProjectsDocument, { after, filter }, signal)).projects);
  }

  /** One project with its model; null where the key can see none. */
  async project(by: ProjectBy, { signal }: Abortable = {}): Promise<ProjectWithModel | null> {
    return (await this.#connection.ask(ProjectDocument, { by }, signal)).project ?? null;
  }

  /**
   * Saves a model in a project; the project, and its group, are created where they are missing. A model with errors is kept as a
   * draft: look at `isDraft` and `problems`. An unchanged model makes no new revision.
   * @param project.format of a schema in place of the model, such as `POSTGRESQL`; `ROWMILL` by default.
   */
  async putModel(
    {
      group,
      name,
      model,
      format,
    }: { readonly group: string; readonly name: string; readonly model: string; readonly format?: ModelFormat },
    { signal }: Abortable = {},
  ): Promise<SavedProject> {
    const path = { group, name };
    const found = await this.project({ path }, { signal });
    if (found !== null) return await this.updateModel(found.id, model, { signal, format });
    const owner = await this.#putGroup(group, signal);
    const variables = { group: owner, name, model, format };
    const { createProject } = await this.#connection.ask(CreateProjectDocument, variables, signal);
    if (isTaken(createProject.errors)) {
      // Somebody else created it meanwhile.
      const theirs = await this.project({ path }, { signal });
      if (theirs !== null) return await this.updateModel(theirs.id, model, { signal, format });
    }
    return withReport(thing(createProject.project, createProject.errors), createProject.importReport);
  }

  /**
   * Saves a model as the next revision of a project.
   * @param format of a schema in place of the model, such as `POSTGRESQL`; `ROWMILL` by default.
   * @param revision that was changed: where it is not the current one any more, nothing is saved and the code is `OUTDATED`.
   */
  async updateModel(
    project: string,
    model: string,
    {
      signal,
      format,
      revision,
    }: Abortable & { readonly format?: ModelFormat | undefined; readonly revision?: number } = {},
  ): Promise<SavedProject> {
    const variables = { project, model, format, revision: revision ?? null };
    const { updateProjectModel } = await this.#connection.ask(UpdateModelDocument, variables, signal);
    const { project: saved, importReport, errors } = updateProjectModel;
    return withReport(thing(saved, errors), importReport);
  }

  /** A project as one file: a model with the providers and table files that it uses written into it, which `putModel` takes. */
  async exportProject(project: string, { signal }: Abortable = {}): Promise<string> {
    const { exportProject } = await this.#connection.ask(ExportProjectDocument, { project }, signal);
    return thing(exportProject.file, exportProject.errors);
  }

  /** Copies the current model and the table files of a project into a new one; its group is created where it is missing. */
  async cloneProject(
    project: string,
    { group, name }: { readonly group: string; readonly name: string },
    { signal }: Abortable = {},
  ): Promise<SavedProject> {
    const variables = { project, name, group: await this.#putGroup(group, signal) };
    const { cloneProject } = await this.#connection.ask(CloneProjectDocument, variables, signal);
    return thing(cloneProject.project, cloneProject.errors);
  }

  /** The saved versions of a project's model that are kept, the latest first, page by page. */
  async *revisions(project: string, { signal }: Abortable = {}): AsyncGenerator<Revision, void, undefined> {
    yield* pages(async (after) => {
      const { project: found } = await this.#connection.ask(RevisionsDocument, { project, after }, signal);
      return found?.revisions ?? { nodes: [], pageInfo: { hasNextPage: false } };
    });
  }

  /**
   * The changes of a revision, as a unified diff; null if there is nothing to compare with, or more than 1000 lines were changed.
   * @param revision its ID. @param against number of another revision; by default, the one before.
   */
  async difference(
    revision: string,
    { signal, against }: Abortable & { readonly against?: number | undefined } = {},
  ): Promise<string | null> {
    const { node } = await this.#connection.ask(DifferenceDocument, { revision, against: against ?? null }, signal);
    return node !== null && 'diff' in node ? (node.diff ?? null) : null;
  }

  /**
   * Saves the model of an earlier revision as the next one.
   * @param to number of that revision.
   * @param currentData whether its model may read files and static rows that were replaced since; by default the code is `DATA_CHANGED`.
   */
  async revertProject(
    project: string,
    to: number,
    { signal, currentData = false }: Abortable & { readonly currentData?: boolean | undefined } = {},
  ): Promise<SavedProject> {
    const input = { project, to, currentData };
    const { revertProject } = await this.#connection.ask(RevertProjectDocument, input, signal);
    return thing(revertProject.project, revertProject.errors);
  }

  /** Makes a model of a schema, such as a SQL script, and saves nothing. @param format detected by default. */
  async importModel(
    schema: string,
    { signal, format }: Abortable & { readonly format?: ModelFormat } = {},
  ): Promise<ImportedModel> {
    const { importModel } = await this.#connection.ask(ImportModelDocument, { schema, format }, signal);
    const { model, report, errors } = importModel;
    return { model: thing(model, errors), report: thing(report, errors) };
  }

  /**
   * Uploads a table file that the model of a project names, in place of the one of that name. The model is not checked again: save
   * it after its files.
   * @param name by which the model refers to it, such as `data/countries.csv`.
   * @param content CSV in UTF-8 with a header, at most 8 MiB.
   */
  async putTableFile(
    project: string,
    name: string,
    content: Uint8Array<ArrayBuffer>,
    { signal }: Abortable = {},
  ): Promise<void> {
    await this.#connection.put(`/files/${encodeURIComponent(project)}/${encodeURIComponent(name)}`, content, signal);
  }

  /**
   * Starts a generation. With an `idempotencyKey` the same call can be repeated after a broken connection: it returns the same task.
   * @returns the task at once, PENDING as a rule.
   */
  async start(input: StartGenerationInput, { signal }: Abortable = {}): Promise<Task> {
    const { startGeneration } = await this.#connection.ask(StartDocument, { input }, signal);
    return thing(startGeneration.task, startGeneration.errors);
  }

  /** All tasks that the key can see, the latest first, page by page. */
  async *tasks({ signal, ...filter }: TasksFilter & Abortable = {}): AsyncGenerator<Task, void, undefined> {
    yield* pages(async (after) => (await this.#connection.ask(TasksDocument, { after, filter }, signal)).tasks);
  }

  /** One task as it is now. Throws `NOT_FOUND` where the key can see none. */
  async task(id: string, { signal }: Abortable = {}): Promise<Task> {
    const { task } = await this.#connection.ask(TaskDocument, { id }, signal);
    if (task == null) throw new RowmillError('NOT_FOUND', 'There is no task with this ID that the key can see.');
    return task;
  }

  /**
   * The states of a task: the current one first, then each change, at most ten a second; the last one has ended (`isTerminal`), as
   * COMPLETED, FAILED or CANCELED. A connection that breaks is made again and goes on after the last state, also through a restart of
   * the gateway. A loop that is left ends the subscription.
   * @param after a `sequence` that was seen before: only newer states follow, and the last one in any case.
   */
  watch(
    id: string,
    { signal, after }: Abortable & { readonly after?: number } = {},
  ): AsyncGenerator<Task, void, undefined> {
    return watchTask(this.#connection, id, after, signal);
  }

  /** Cancels a task that has not ended. Returns it as it is then: CANCELED, or CANCELING for a moment. */
  async cancel(id: string, { signal }: Abortable = {}): Promise<Task> {
    const { cancelTask } = await this.#connection.ask(CancelDocument, { task: id }, signal);
    return thing(cancelTask.task, cancelTask.errors);
  }

  /**
   * Downloads the files of a completed task into a folder, in Node only. A break, or another run, goes on where the last one ended; a
   * file appears under its name when its length and digest are right.
   * @param entity downloads the file of this entity alone.
   * @param onProgress called with the bytes that are stored of all the files.
   * @returns the paths of the files.
   */
  async download(
    task: Task,
    folder: string,
    {
      signal,
      entity,
      onProgress,
    }: Abortable & { readonly entity?: string; readonly onProgress?: (bytes: number) => void } = {},
  ): Promise<readonly string[]> {
    if (task.status !== 'COMPLETED') {
      throw new RowmillError('NOT_COMPLETED', `The task has no files: it is ${task.status}.`);
    }
    const files = task.artifacts.filter((file) => entity === undefined || file.entity === entity);
    if (entity !== undefined && files.length === 0) {
      throw new RowmillError('NOT_FOUND', 'The task has no file of this entity alone.');
    }
    const { downloadFile } = await import('./download-file.ts');
    const paths: string[] = [];
    let before = 0;
    for (const file of files) {
      const onBytes = (bytes: number): void => onProgress?.(before + bytes);
      paths.push(await downloadFile(file, folder, this.#connection.retryFor, signal, onBytes));
      before += file.bytes;
    }
    return paths;
  }

  /** The ID of a group, which is created where it is missing. */
  async #putGroup(name: string, signal: AbortSignal | undefined): Promise<string> {
    const found = await this.#group(name, signal);
    if (found !== null) return found;
    const { createProjectGroup } = await this.#connection.ask(CreateGroupDocument, { name }, signal);
    const theirs = isTaken(createProjectGroup.errors) ? await this.#group(name, signal) : null;
    return theirs ?? thing(createProjectGroup.projectGroup, createProjectGroup.errors).id;
  }

  async #group(name: string, signal: AbortSignal | undefined): Promise<string | null> {
    return (await this.#connection.ask(GroupDocument, { name }, signal)).projectGroup?.id ?? null;
  }
}

/** What a mutation returned. Throws its reasons where it was refused. */
function thing<T>(value: T | null | undefined, errors: readonly Reason[]): T {
  if (value == null) throw refused(errors);
  return value;
}

const isTaken = (errors: readonly Reason[]): boolean => errors.some(({ code }) => code === 'NAME_TAKEN');

interface Page<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

async function* pages<T>(read: (after: string | null) => Promise<Page<T>>): AsyncGenerator<T, void, undefined> {
  let after: string | null = null;
  do {
    const { nodes, pageInfo }: Page<T> = await read(after);
    yield* nodes;
    after = pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
  } while (after !== null);
}

function withReport(project: SavedProjectFragment, report: ImportReport | null | undefined): SavedProject {
  return report == null ? project : { ...project, importReport: report };
}
