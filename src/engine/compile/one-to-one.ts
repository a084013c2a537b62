import { type Expression, expressionParts, type Field } from '../../model/index.ts';

/** What the texts of a unique value look like: those of integers begin with a digit or a sign, and never with a filling zero. */
type TextShape = 'integer' | 'moment' | 'fixed' | 'text';

/**
 * Whether an expression gives different values for different values of one unique field: the field itself, its text, a constant added
 * to it or joined with it, whole multiples, and integers padded to a width.
 * @param unique the field of a path, if it holds no value twice.
 */
export function isOneToOne(
  expression: Expression,
  declared: Field['type'],
  unique: (path: readonly string[]) => Field | null,
): boolean {
  const form = formOf(expression, unique);
  if (form === null || declared === null || declared.kind === 'string') return form !== null;
  // A conversion may make two values one: a decimal is rounded, an instant becomes its day.
  if (form === 'integer')
    return declared.kind === 'integer' || declared.kind === 'decimal' || declared.kind === 'number';
  if (form === 'moment') return declared.kind === 'timestamp';
  return declared.kind === 'uuid';
}

function formOf(expression: Expression, unique: (path: readonly string[]) => Field | null): TextShape | null {
  const of = (one: Expression): TextShape | null => formOf(one, unique);
  switch (expression.op) {
    case 'path': {
      const field = unique(expression.names);
      return field === null ? null : formOfField(field);
    }
    case 'unary':
      return expression.operator === '-' && of(expression.operand) === 'integer' ? 'integer' : null;
    case 'binary': {
      const { operator, left, right } = expression;
      const [value, constant] = isConstant(right) ? [left, right] : [right, left];
      if (!isConstant(constant)) return null;
      const form = of(value);
      if (operator === '+' && (form === 'fixed' || form === 'text' || isText(constant)))
        return form === null ? null : 'text';
      if (form === 'integer') return isStep(operator, constant) ? 'integer' : null;
      return form === 'moment' && isShift(operator, value === left, constant) ? 'moment' : null;
    }
    case 'call':
      return formOfCall(expression.name, expression.args, of);
    case 'list':
    case 'literal':
    case 'number':
      return null;
  }
}

function formOfField({ type, source }: Field): TextShape | null {
  const kind = type?.kind ?? (source.kind === 'generator' && source.name === 'sequence' ? 'integer' : null);
  if (kind === 'integer') return 'integer';
  if (kind === 'timestamp') return 'moment';
  if (kind === 'uuid') return 'fixed';
  return kind === 'string' || kind === 'enum' ? 'text' : null;
}

function formOfCall(
  name: string,
  args: readonly Expression[],
  of: (one: Expression) => TextShape | null,
): TextShape | null {
  const [first, width, fill] = args;
  if (name === 'text' && args.length === 1) return of(first) === 'moment' ? 'text' : of(first);
  if (name === 'concat') {
    const others = args.filter((arg) => !isConstant(arg));
    return others.length === 1 && of(others[0]) !== null ? 'text' : null;
  }
  const form = of(first);
  // Digits have no case, and no blanks around them.
  if (['upper', 'lower', 'trim'].includes(name)) return form === 'integer' || form === 'fixed' ? form : null;
  if (name !== 'pad_left' && name !== 'pad_right') return null;
  if (form === null || width === undefined || !isConstant(width)) return null;
  // A number never ends with a blank, so that what fills it can be told from it.
  const filling =
    fill === undefined ? ' ' : fill.op === 'literal' && typeof fill.value === 'string' ? fill.value : null;
  const isApart = filling !== null && (name === 'pad_left' ? /^[^\d-]|^0+$/ : /^[^\d]/).test(filling);
  return form === 'fixed' || (form === 'integer' && isApart) ? 'text' : null;
}

/** Whether an expression has one value for all rows. */
function isConstant(expression: Expression): boolean {
  if (expression.op === 'path') return expression.names[0] === 'vars';
  if (expression.op === 'call' && expression.name.startsWith('random')) return false;
  return expressionParts(expression).every(isConstant);
}

function isText(expression: Expression): boolean {
  return expression.op === 'literal' && typeof expression.value === 'string';
}

function isStep(operator: string, constant: Expression): boolean {
  if (constant.op === 'unary') return constant.operator === '-' && isStep(operator, constant.operand);
  if (constant.op !== 'number' || !Number.isInteger(constant.value)) return false;
  return operator === '+' || operator === '-' || (operator === '*' && constant.value !== 0);
}

/** Months have different lengths, and the 31st of one is the 30th of another. */
function isShift(operator: string, isLeft: boolean, constant: Expression): boolean {
  const isDuration = constant.op === 'call' && ['weeks', 'days', 'hours', 'minutes', 'seconds'].includes(constant.name);
  return isDuration && (operator === '+' || (operator === '-' && isLeft));
}
