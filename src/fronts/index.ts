export { type Fronts, type FrontsDeps, openFronts } from './open-fronts.ts';
