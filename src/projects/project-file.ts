import { done, type Outcome, refused } from '../refusal.ts';
import { invalid } from './refusals.ts';

/** Version of the form that project files have. */
const VERSION = 1;
/** Characters of a first line that are looked at: a name, and what is before it. */
const MAX_LINE = 400;

/** The contents of a project file: a model, and the name of the project that was exported. */
export interface ProjectFile {
  /** Null where the file does not say. */
  readonly name: string | null;
  readonly model: string;
}

/**
 * A project as one file: the model with a first line, which is a comment, so that every command that takes a model takes the file.
 * @param model has every provider that it uses.
 */
export function writeProjectFile(name: string, model: string): string {
  return `# rowmill project ${VERSION}: ${name}\n${model}`;
}

/** Reads a project file; a model without the first line is one too. Nothing but that line is looked at. */
export function readProjectFile(file: string, ...path: readonly string[]): Outcome<ProjectFile> {
  const line = /^# rowmill project (\d{1,9}): ?([^\r\n]*)\r?\n/.exec(file.slice(0, MAX_LINE));
  if (line === null) return done({ name: null, model: file });
  const [first, version, name] = line;
  if (Number(version) !== VERSION) {
    const message = `the file has the form of version ${version}, expected ${VERSION}: a newer rowmill wrote it`;
    return refused(invalid(message, ...path));
  }
  return done({ name, model: file.slice(first.length) });
}
