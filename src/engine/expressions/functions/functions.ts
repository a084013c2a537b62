import type { ExpressionFunction } from '../function.ts';
import { dateFunctions } from './dates.ts';
import { numberFunctions } from './numbers.ts';
import { otherFunctions } from './others.ts';
import { textFunctions } from './texts.ts';

/** All functions of the expression language, by name: there are no others. */
export const functions: ReadonlyMap<string, ExpressionFunction> = new Map(
  [...textFunctions, ...numberFunctions, ...dateFunctions, ...otherFunctions].map((entry) => [entry.name, entry]),
);
