import { DIRECTIVES, type DirectivePlace } from '../../model/index.ts';

/** Whether this version of the language has a directive in a place. */
export function supports(name: string, place: DirectivePlace): boolean {
  return DIRECTIVES.some((directive) => {
    return directive.name === name && directive.places.includes(place) && directive.shape !== undefined;
  });
}
