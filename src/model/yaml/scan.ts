import { CST, Lexer } from 'yaml';
import type { Lines } from './lines.ts';
import type { Span } from '../problems/problem.ts';
import type { ProblemCode } from '../problems/problem-codes.ts';

/** Bytes of a document in UTF-8 at most: those of 20,000 fields, or of a schema of 2,000 tables. */
export const MAX_DOCUMENT_BYTES = 1024 * 1024;

/** What else a document may have at most; beyond these the parser is not started. */
export const LIMITS = {
  depth: 64,
  keys: 60_000,
  values: 200_000,
  text: 64 * 1024,
  aliases: 50,
} as const;

type Refuse = (code: ProblemCode, at: Span, message: string, hint: string) => void;

/**
 * Looks at a text once, in linear time, before anything recursive does, and builds nothing.
 * @returns the tokens, which the YAML parser goes on with, so that the two cannot disagree on what is quoted; null where one
 * problem was reported.
 */
export function scan(text: string, lines: Lines, refuse: Refuse): readonly string[] | null {
  const stop = (code: ProblemCode, offset: number, message: string, hint = ''): null => {
    refuse(code, lines.span(offset, offset + 1), message, hint);
    return null;
  };
  if (byteLength(text) > MAX_DOCUMENT_BYTES) {
    return stop(
      'DOCUMENT_TOO_LARGE',
      0,
      `the document is larger than ${MAX_DOCUMENT_BYTES / 1024} KiB`,
      'split the model, or shorten its tables',
    );
  }
  const forbidden = forbiddenCharacter(text);
  if (forbidden !== -1) {
    return stop('CHARACTER_FORBIDDEN', forbidden, 'a control character or half a surrogate pair', 'remove it');
  }

  /** Columns of the open block collections. */
  const blocks: number[] = [];
  let flow = 0;
  let column = 0;
  let lineHasValue = false;
  let keys = 0;
  let values = 0;
  let aliases = 0;
  let anchors = 0;
  let begun = false;
  let ended = false;
  let isText = false;
  let offset = 0;

  const tokens: string[] = [];
  for (const token of new Lexer().lex(text)) {
    tokens.push(token);
    if (token === CST.DOCUMENT || token === CST.SCALAR || token === CST.FLOW_END) {
      isText = token === CST.SCALAR;
      continue;
    }
    // The mark says that the next token is text, whatever it looks like.
    const type = isText ? 'scalar' : CST.tokenType(token);
    isText = false;
    const start = offset;
    offset += token.length;
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the union is the library's, and grows with it
    switch (type) {
      case 'newline':
        column = 0;
        lineHasValue = false;
        continue;
      case 'directive-line':
        return stop('YAML_TAG', start, 'YAML directives are not part of the language', 'remove the line');
      case 'tag':
        return stop('YAML_TAG', start, 'YAML tags are not part of the language', 'quote a text that begins with !');
      case 'doc-start':
        if (begun) return stop('DOCUMENT_MULTIPLE', start, 'a second YAML document begins here', SEVERAL);
        break;
      case 'doc-end':
        ended = true;
        break;
      case 'explicit-key-ind':
        return stop(
          'YAML_COMPLEX_KEY',
          start,
          '"? " keys are not part of the language',
          'write name: value, or quote the text',
        );
      case 'alias':
      case 'anchor':
        if ((type === 'alias' ? ++aliases : ++anchors) > LIMITS.aliases) {
          return stop(
            'DOCUMENT_TOO_MANY_ALIASES',
            start,
            `more than 50 ${type === 'alias' ? 'aliases' : 'anchors'}`,
            'write the values out',
          );
        }
        break;
      case 'map-value-ind':
        if (++keys > LIMITS.keys)
          return stop('DOCUMENT_TOO_MANY_KEYS', start, 'more than 60,000 keys', 'split the model');
        break;
      case 'flow-map-start':
      case 'flow-seq-start':
        flow++;
        break;
      case 'flow-map-end':
      case 'flow-seq-end':
        if (--flow < 0)
          return stop('YAML_SYNTAX', start, `${token} has no opening bracket`, 'quote the text, or remove it');
        break;
      case 'comma':
      case 'seq-item-ind':
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
      case 'block-scalar-header':
        if (++values > LIMITS.values) {
          return stop('DOCUMENT_TOO_LARGE', start, 'more than 200,000 values', 'shorten its tables');
        }
        if (token.length > LIMITS.text)
          return stop('DOCUMENT_TOO_LARGE', start, 'a text of more than 64 KiB', 'shorten it');
        break;
      default:
    }
    const isBlank = type === 'space' || type === 'comment' || type === 'byte-order-mark';
    if (!isBlank && ended && type !== 'doc-end') {
      return stop('DOCUMENT_MULTIPLE', start, 'a second YAML document begins here', SEVERAL);
    }
    begun ||= !isBlank;
    if (!isBlank && flow === 0 && !lineHasValue) {
      while (blocks.length > 0 && blocks[blocks.length - 1] >= column) blocks.pop();
      blocks.push(column);
      lineHasValue = type !== 'seq-item-ind' && type !== 'map-value-ind';
    }
    if (blocks.length + flow > LIMITS.depth) {
      return stop('DOCUMENT_TOO_DEEP', start, 'more than 64 levels', 'models need only a few');
    }
    const lastBreak = token.lastIndexOf('\n');
    column = lastBreak === -1 ? column + token.length : token.length - lastBreak - 1;
    if (lastBreak !== -1 && token.endsWith('\n')) lineHasValue = false;
  }
  return tokens;
}

const SEVERAL = 'a model is one document: remove the line';

/** UTF-8 bytes of a text. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Each half of a surrogate pair stands for two of its four bytes.
    if (code >= 0x80) bytes += code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 1 : 2;
  }
  return bytes;
}

/** The offset of the first control character (tab and line breaks excepted) or unpaired surrogate; -1 where there is none. */
export function forbiddenCharacter(text: string): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return i;
    if (code === 0x7f || code === 0xfffe || code === 0xffff) return i;
    if (code >= 0xd800 && code < 0xe000) {
      const next = text.charCodeAt(i + 1);
      if (code >= 0xdc00 || !(next >= 0xdc00 && next < 0xe000)) return i;
      i++;
    }
  }
  return -1;
}
