import type { Span } from '../problems/problem.ts';

/** A parsed expression; every node knows where it stands in the document. */
export type Expression = { readonly at: Span } & (
  | { readonly op: 'literal'; readonly value: null | boolean | string }
  /** `text` as written: `5.00` is a decimal of scale 2, `5` an integer, `5e3` a float. */
  | { readonly op: 'number'; readonly value: number; readonly text: string }
  /** A field of the row, or through references a parent's: `user_id.signed_up`; `vars.x` is a variable. */
  | { readonly op: 'path'; readonly names: readonly string[] }
  | { readonly op: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly op: 'list'; readonly items: readonly Expression[] }
  | { readonly op: 'unary'; readonly operator: '-' | '!'; readonly operand: Expression }
  | {
      readonly op: 'binary';
      readonly operator:
        | '+'
        | '-'
        | '*'
        | '/'
        | '//'
        | '%'
        | '=='
        | '!='
        | '<'
        | '<='
        | '>'
        | '>='
        | '&&'
        | '||'
        | 'in';
      readonly left: Expression;
      readonly right: Expression;
    }
);
