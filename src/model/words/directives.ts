import type { Directive } from './directive.ts';
import { MODEL_DIRECTIVES } from './model-directives.ts';
import { RELATION_DIRECTIVES } from './relation-directives.ts';
import { TIME_DIRECTIVES } from './time-directives.ts';
import { VALUE_DIRECTIVES } from './value-directives.ts';

/** Every directive, in the order of the documentation. */
export const DIRECTIVES: readonly Directive[] = [
  ...MODEL_DIRECTIVES,
  ...VALUE_DIRECTIVES,
  ...RELATION_DIRECTIVES,
  ...TIME_DIRECTIVES,
];
