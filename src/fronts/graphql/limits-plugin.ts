import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  type Source,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { isTooDeep, LIMITS, limitError, limitErrors } from './limits.ts';
import { isSuggesting, withoutSuggestion } from './suggestions.ts';

/**
 * Holds documents to the limits before anything else is done with them, over whatever front they come: what is too large is not
 * even validated. Every error of parsing and validation gets a code.
 * @param tellsSchema whether callers may ask for the schema, and errors tell names of it that the caller did not write.
 */
export function documentLimits(tellsSchema: boolean): Plugin {
  /** Called before the operation is run: whatever reads variables may go as deep as they do. */
  const limitVariables = ({
    args,
    setResultAndStopExecution,
  }: {
    readonly args: Pick<ExecutionArgs, 'variableValues'>;
    readonly setResultAndStopExecution: (result: ExecutionResult) => void;
  }): void => {
    if (isTooDeep(args.variableValues)) setResultAndStopExecution({ errors: [limitError('variables')] });
  };
  return {
    onExecute: limitVariables,
    onSubscribe: limitVariables,
    onParse({ setParseFn }) {
      setParseFn(parseWithinLimits);
      return ({ result }) => {
        if (result instanceof GraphQLError) result.extensions.code ??= 'GRAPHQL_PARSE_FAILED';
      };
    },
    onValidate({ params, validateFn, setValidationFn, addValidationRule }) {
      if (!tellsSchema) addValidationRule(NoSchemaIntrospectionCustomRule);
      setValidationFn((...args: Parameters<typeof validateFn>) => {
        const tooLarge = limitErrors(params.documentAST);
        if (tooLarge.length > 0) return tooLarge;
        const errors: readonly GraphQLError[] = validateFn(...args);
        return tellsSchema ? errors : errors.map((error) => (isSuggesting(error) ? withoutSuggestion(error) : error));
      });
      return ({ result }) => {
        for (const error of result) error.extensions.code ??= 'GRAPHQL_VALIDATION_FAILED';
      };
    },
  };
}

function parseWithinLimits(source: string | Source, options: Parameters<typeof parse>[1]): ReturnType<typeof parse> {
  const { body } = typeof source === 'string' ? { body: source } : source;
  if (body.length > LIMITS.characters.most) throw limitError('characters');
  try {
    return parse(source, { ...options, maxTokens: LIMITS.tokens.most });
  } catch (error) {
    // The parser's own error for this has no code, and spells it so.
    const isTooLong = error instanceof GraphQLError && error.message.includes(`more that ${LIMITS.tokens.most} tokens`);
    throw isTooLong ? limitError('tokens') : error;
  }
}
