import type { Directive } from './directive.ts';
import { field, flag, number, ref, scalar, text } from './directive-shapes.ts';

/** Directives about other rows: parents, children, and neighbours in an order. */
export const RELATION_DIRECTIVES: readonly Directive[] = [
  {
    name: '$ref',
    owners: field,
    summary:
      'A reference: Entity.field, or Entity for the object itself; a list, or a map with weights, for one of several; { a: Entity.a, b: Entity.b } makes a column of each field of one row.',
    shape: {
      anyOf: [
        text,
        { type: 'array', items: text, minItems: 2 },
        { type: 'object', minProperties: 2, additionalProperties: number },
        { type: 'object', minProperties: 1, additionalProperties: text },
      ],
    },
  },
  {
    name: '$per',
    owners: field,
    summary: 'The number of children per parent, which determines the number of rows.',
    shape: {
      anyOf: [
        ref('length'),
        { type: 'string', pattern: '^\\s*(=|parent\\s*\\.)' },
        { type: 'object', required: ['states'], properties: { states: text }, additionalProperties: false },
      ],
    },
  },
  { name: '$self', owners: field, summary: 'Whether a row may refer to itself.', shape: flag },
  {
    name: '$share',
    owners: field,
    summary: 'The distribution of references over the parents, or { by: field }, a number of theirs that it follows.',
    shape: {
      anyOf: [
        ref('distribution'),
        { type: 'object', required: ['by'], properties: { by: text }, additionalProperties: false },
      ],
    },
  },
  { name: '$lookup', owners: field, summary: 'The value of a parent: reference.field.', shape: text },
  {
    name: '$ordinal',
    owners: field,
    summary: 'The position within the parent, counted from 1; names the reference with $per.',
    shape: text,
  },
  { name: '$sum', owners: field, summary: 'The sum of a field of the children: Child.field.', shape: text },
  { name: '$count_of', owners: field, summary: 'The number of children: Child.', shape: text },
  { name: '$min_of', owners: field, summary: 'The least value of a field of the children: Child.field.', shape: text },
  {
    name: '$max_of',
    owners: field,
    summary: 'The greatest value of a field of the children: Child.field.',
    shape: text,
  },
  { name: '$avg_of', owners: field, summary: 'The mean of a field of the children: Child.field.', shape: text },
  {
    name: '$first',
    owners: field,
    summary: 'The value of a field in the first of the children: Child.field.',
    shape: text,
  },
  {
    name: '$last',
    owners: field,
    summary: 'The value of a field in the last of the children: Child.field.',
    shape: text,
  },
  {
    name: '$previous',
    owners: field,
    summary: 'The value of a field in the row before, of the same parent; in the first row $start, or null.',
    shape: scalar,
  },
  {
    name: '$next',
    owners: field,
    summary: 'The value of a field in the row after, of the same parent; in the last row $end, or null.',
    shape: scalar,
  },
  {
    name: '$running',
    owners: field,
    summary: 'The sum of a field over the rows of the same parent up to this one, added to $start.',
    shape: scalar,
  },
  {
    name: '$rank',
    owners: field,
    summary: 'The place of a field among the rows of the same parent; 1 has the greatest value.',
    shape: {
      anyOf: [
        scalar,
        {
          type: 'object',
          required: ['by'],
          properties: { by: scalar, order: { enum: ['ascending', 'descending'] } },
          additionalProperties: false,
        },
      ],
    },
  },
  {
    name: '$part_of',
    owners: field,
    summary: 'A part of a number of the parent: reference.field. The parts of all rows of the parent add up to it.',
    shape: scalar,
  },
  {
    name: '$where',
    owners: field,
    summary:
      'A condition: on the rows that a reference can refer to (their.field = own.field, their.field <= own.field, or over their fields), or on the children of an aggregate.',
    shape: text,
  },
  {
    name: '$cap',
    owners: field,
    summary: 'The greatest number of references to one parent.',
    shape: number,
  },
  {
    name: '$tree',
    owners: field,
    summary:
      'Makes a tree of the references of an entity to itself: its depth, the fan of each row, the number of roots, and within which reference.',
    shape: {
      type: 'object',
      required: ['depth'],
      properties: { depth: number, fan: ref('length'), roots: number, within: text },
      additionalProperties: false,
    },
  },
  {
    name: '$level',
    owners: field,
    summary: 'The level of a row in a tree, counted from 1; names the reference with $tree.',
    shape: text,
  },
  {
    name: '$target',
    owners: field,
    summary: 'The name of the entity that a reference to one of several refers to.',
    shape: text,
  },
  {
    name: '$near',
    owners: field,
    summary: 'A point near another one.',
    instead: 'latitude and longitude of one object, which belong to its city',
  },
];
