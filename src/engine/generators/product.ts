import { Dictionary } from '../dictionary.ts';
import { BRANDS } from './families/goods.ts';
import { memberNumbers } from './families/numbers.ts';
import { productCategory, productDescription, productName, productSubcategory } from './families/products.ts';
import { entries } from './families/recipes.ts';
import type { Generator } from './generator.ts';

const MEMBER = { type: 'string', family: 'product', options: {}, range: 'longest', hint: false, from: false } as const;

const brands = Dictionary.from(BRANDS.split(' '));

/** The product family: name, category and description of one object are those of one product. */
export const productGenerators = [
  {
    ...MEMBER,
    name: 'product_name',
    summary: 'The name of a product, such as Handcrafted Oak Desk.',
    aliases: ['product', 'item_name', 'product_title'],
    compile: productName,
  },
  {
    ...MEMBER,
    name: 'product_category',
    summary: "The product's category, such as Furniture.",
    aliases: ['category', 'product_type'],
    compile: productCategory,
  },
  {
    ...MEMBER,
    name: 'product_subcategory',
    summary: "The product's kind in the plural, such as Desks.",
    aliases: ['subcategory'],
    compile: productSubcategory,
  },
  {
    ...MEMBER,
    name: 'product_description',
    summary: 'A sentence about the product.',
    aliases: ['item_description'],
    compile: productDescription,
  },
  {
    ...MEMBER,
    name: 'brand',
    summary: 'A made-up brand.',
    aliases: ['brand_name', 'product_brand'],
    compile: (input) => entries(brands, memberNumbers(input, 'product', 'brand', brands.length)),
  },
] as const satisfies readonly Generator[];
