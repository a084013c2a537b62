import type { YAMLParseError } from 'yaml';
import type { Lines } from './lines.ts';
import type { Span } from '../problems/problem.ts';
import type { ProblemCode } from '../problems/problem-codes.ts';

type Report = (code: ProblemCode, at: Span, message: string, hint: string) => void;

/** An unquoted value that begins with `=`: after a colon, a dash, a comma or an opening bracket. */
const UNQUOTED_EXPRESSION = /(?:[:,[{]\s*|-\s+)(=\s*[^\s=])/;
const UNQUOTED_BRACKET = /\$(?:pattern|template)\s*:\s*([[{])/;
/** `{first} {last}` as a value, which YAML takes for a map and more. */
const UNQUOTED_TEMPLATE = /[:,]\s*(\{@?\w[\w.]*\}[^,}\s][^}]*\}?.*|\{@?\w[\w.]*\}\s+[^\s,}#].*)$/;
/** `enum(open: 70, …)`, where YAML sees a name. */
const ENUM_WEIGHTS = /\benum\([^)"']*:\s/;
const MAX_ERRORS = 20;

/** Says in the model's words what the YAML parser stumbled over: the first mistake of each line. */
export function reportYamlErrors(
  errors: readonly YAMLParseError[],
  source: string,
  lines: Lines,
  report: Report,
): void {
  const seen = new Set<number>();
  for (const error of errors) {
    const at = lines.span(error.pos[0], error.pos[1]);
    if (seen.has(at.line)) continue;
    if (seen.size >= MAX_ERRORS) return;
    seen.add(at.line);
    reportOne(error, at, source, lines, report);
  }
}

function reportOne(error: YAMLParseError, at: Span, source: string, lines: Lines, report: Report): void {
  const lineStart = at.start - at.column + 1;
  const lineEnd = source.indexOf('\n', lineStart);
  const line = source.slice(lineStart, lineEnd === -1 ? source.length : lineEnd);
  const found = (match: RegExpExecArray): Span => {
    const from = lineStart + match.index + match[0].length - match[1].length;
    return lines.span(from, from + 1);
  };

  if (error.code === 'BAD_SCALAR_START') {
    const char = source[at.start];
    const word = /^[^\s,\]}#]*/.exec(source.slice(at.start, at.start + 80))?.[0] ?? char;
    const isReference = /^@[A-Z]\w*\.\w+$/.test(word);
    const hint = isReference
      ? `a reference is $${word.slice(1)}; a column of a provider begins with its type: string ${word}`
      : `a field begins with its type: string ${word}; or quote it: "${word}"`;
    report(
      'YAML_RESERVED_CHARACTER',
      at,
      `an unquoted value cannot begin with ${char}`,
      char === '@' ? hint : 'quote it',
    );
    return;
  }
  const expression = UNQUOTED_EXPRESSION.exec(line);
  if (expression !== null) {
    report('EXPRESSION_UNQUOTED', found(expression), 'this expression is not quoted', QUOTE_EXPRESSION);
    return;
  }
  const bracket = UNQUOTED_BRACKET.exec(line);
  if (bracket !== null) {
    const message = `an unquoted ${bracket[1]} begins a ${bracket[1] === '[' ? 'list' : 'map'}`;
    report('YAML_BRACKETS', found(bracket), message, 'quote the whole value');
    return;
  }
  const template = UNQUOTED_TEMPLATE.exec(line);
  if (template !== null) {
    const hint = `write { $template: "${template[1].trim()}" }`;
    report('YAML_BRACKETS', found(template), 'an unquoted { begins a map', hint);
    return;
  }
  if (ENUM_WEIGHTS.test(line)) {
    const message = 'a colon and a blank inside the parentheses end a name';
    report('YAML_SYNTAX', at, message, 'the weights of an enum are shares: enum(open 70%, closed 30%)');
    return;
  }
  const comment = error.message.includes('end with a') ? commentBefore(source, at.start) : -1;
  if (comment !== -1) {
    const message = 'this # begins a comment, and what it cuts off is missing';
    report('YAML_SYNTAX', lines.span(comment, comment + 1), message, 'quote the whole value that has a # in it');
    return;
  }
  const [message, hint] = inOurWords(error);
  report('YAML_SYNTAX', at, message, hint);
}

/** The offset of a # that begins a comment in the last line with text before an offset; -1 where there is none. */
function commentBefore(source: string, offset: number): number {
  const end = source.slice(0, offset).trimEnd().length;
  const start = source.lastIndexOf('\n', end - 1) + 1;
  const found = /\s#/.exec(source.slice(start, end));
  return found === null ? -1 : start + found.index + 1;
}

/** What to try where an expression has no quotes. */
export const QUOTE_EXPRESSION = 'quote the whole expression: "= price * 2"';

function inOurWords(error: YAMLParseError): readonly [message: string, hint: string] {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the union is the library's, and grows with it
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return ['a tab cannot indent a line', 'indent with spaces'];
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return [
        'a name, a colon and a space are expected on each line',
        'write name: type, and quote text that has ": " in it',
      ];
    case 'BAD_INDENT':
      return ['this line is not indented like its neighbours', 'give the lines of one map the same indentation'];
    case 'UNEXPECTED_TOKEN':
      if (!error.message.startsWith('Unexpected scalar at node end')) return plainly(error);
      return [
        'there is text after the end of a value',
        'quote the whole value, or put directives into braces: { $expression: "…", $unique: true }',
      ];
    default:
      return plainly(error);
  }
}

function plainly(error: YAMLParseError): readonly [message: string, hint: string] {
  const text = error.message.split('\n', 1)[0];
  return [text.charAt(0).toLowerCase() + text.slice(1), ''];
}
